export { countCarts, countCartsOf, countingCarts } from "./count.ts";
export { type Funnel, funnelBegin, readFunnel } from "./read.ts";
export { CART_STAGES, type CartStage, stagesFrom } from "./stages.ts";
