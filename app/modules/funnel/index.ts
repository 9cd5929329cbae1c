export { countCarts, countCartsOf, countingCarts } from "./count.ts";
export { type Funnel, funnelBegin, funnelOf, readFunnel } from "./read.ts";
export { CART_STAGES, type CartStage, stagesFrom } from "./stages.ts";
