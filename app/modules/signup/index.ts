export {
  beginSignup,
  type Ending,
  lastSignup,
  openSignup,
  type SignupSession,
  type SignupView,
  sessionWith,
  signupOf,
  WHEREABOUTS,
  type Whereabouts,
} from "./attempt.ts";
export { continueSignup, finishSignup, type SignupNews, type SignupResult } from "./finish.ts";
