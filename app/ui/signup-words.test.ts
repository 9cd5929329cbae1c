import { expect, it } from "vitest";
import { stepOf } from "./signup-words.ts";

it.each([
  ["BUSINESS_ACCOUNT_SELECTION", "account"],
  ["WABA_PHONE_PROFILE_PICKER", "number"],
  ["WHATSAPP_BUSINESS_PROFILE_SETUP", "profile"],
  ["PHONE_NUMBER_SETUP", "number"],
  ["PHONE_NUMBER_VERIFICATION", "verification"],
  ["PERMISSIONS_REVIEW", "permissions"],
  ["SOMETHING_NEW", "other"],
  [null, "other"],
] as const)("a signup that was left off at %s was at: %s", (name, step) => {
  expect(stepOf(name)).toBe(step);
});
