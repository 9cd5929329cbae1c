export { newLinkCode } from "./code.ts";
export { createLink, openLink, withCampaign } from "./links.ts";
