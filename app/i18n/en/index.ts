import polaris from "@shopify/polaris/locales/en.json";
import again from "./again.json";
import automations from "./automations.json";
import carts from "./carts.json";
import common from "./common.json";
import connect from "./connect.json";
import costs from "./costs.json";
import home from "./home.json";
import marketing from "./marketing.json";
import messages from "./messages.json";
import number from "./number.json";
import problems from "./problems.json";
import profile from "./profile.json";
import reopen from "./reopen.json";
import settings from "./settings.json";
import texts from "./texts.json";
import thread from "./thread.json";

/** English: one file for each screen. */
export const screens = {
  again,
  automations,
  carts,
  common,
  connect,
  costs,
  home,
  marketing,
  messages,
  number,
  profile,
  problems,
  reopen,
  settings,
  texts,
  thread,
};
export const words = { ...screens, polaris };
