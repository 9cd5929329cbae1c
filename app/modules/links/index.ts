export { newLinkCode } from "./code.ts";
export { createLink, createLinks } from "./links.ts";
export { type OpenedLink, openLink } from "./open.ts";
export { MOVING_ON_POLICY, movingOnPage } from "./page.ts";
export { writeTaps } from "./tap.ts";
export { createTapWriter, type TapWriter } from "./taps.ts";
export { type Visitor, visitorOf, type Way } from "./visitor.ts";
