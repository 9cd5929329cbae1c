export { AWAY_WORDS, sendAway } from "./away.ts";
export type { CartBeside, OrderBeside } from "./beside.ts";
export { readThread, type Thread, type ThreadEntry } from "./thread.ts";
