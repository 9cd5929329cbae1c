import polaris from "@shopify/polaris/locales/it.json";
import automations from "./automations.json";
import carts from "./carts.json";
import common from "./common.json";
import costs from "./costs.json";
import home from "./home.json";
import messages from "./messages.json";
import problems from "./problems.json";
import settings from "./settings.json";
import thread from "./thread.json";

/** Italian: one file for each screen. */
export const screens = { automations, carts, common, costs, home, messages, problems, settings, thread };
export const words = { ...screens, polaris };
