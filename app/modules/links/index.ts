export { newLinkCode } from "./code.ts";
export { createLink, createLinks, openLink, withCampaign } from "./links.ts";
