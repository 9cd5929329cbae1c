export { answerSelfTest } from "./answer.ts";
export { type SelfTest, selfTestOf } from "./read.ts";
export { isSelfTest } from "./word.ts";
