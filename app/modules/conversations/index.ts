export { AWAY_WORDS, sendAway } from "./away.ts";
export type { CartBeside, OrderBeside } from "./beside.ts";
export {
  type OfferedText,
  type ReopenProblem,
  reopenConversation,
  textsToReopen,
} from "./reopen.ts";
export { readThread, type Thread, type ThreadEntry } from "./thread.ts";
