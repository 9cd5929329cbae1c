export {
  type CheckState,
  checksOf,
  type NumberCheck,
  type Verdict,
  verdictOf,
} from "./checks.ts";
export { type ConnectResult, connectNumber } from "./connect.ts";
export { connectByToken, type TokenResult } from "./connect-by-token.ts";
export { chooseDefault, disconnectNumber, waitingFor } from "./disconnect.ts";
export { accountReturned, accountStopped, learnMarketingEndpoint, learnOfNumbers } from "./learn.ts";
export {
  LOOK_EVERY_MS,
  type LookResult,
  lookAtDueNumbers,
  lookAtNumber,
  lookSoon,
  sweepNumbers,
} from "./look.ts";
export { numbersWithin, type OfferedNumber } from "./offer.ts";
export {
  type ProfilePicture,
  type ProfileResult,
  readProfile,
  type SenderProfileShown,
  saveProfile,
  senderProfile,
} from "./profile.ts";
export { type QualityDay, qualityOf } from "./quality.ts";
export type { ConnectProblem } from "./refusal.ts";
export { type RegisterResult, registerNumber } from "./register.ts";
export { type NumberAccess, type NumberView, numbersOf, type Sender, senderIn, tokenOf } from "./sender.ts";
export { numberRevoked, shopsOfWaba } from "./stop.ts";
export { readToken, type TokenReach } from "./token.ts";
