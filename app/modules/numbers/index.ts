export { type ConnectProblem, type ConnectResult, connectNumber } from "./connect.ts";
export { accountReturned, accountStopped, learnMarketingEndpoint, learnOfNumbers } from "./learn.ts";
export { type NumberAccess, type NumberView, numbersOf, type Sender, senderIn, tokenOf } from "./sender.ts";
export { numberRevoked, shopsOfWaba } from "./stop.ts";
