export { readyForTest, sendTest, type TestProblem, type TestResult } from "./send.ts";
