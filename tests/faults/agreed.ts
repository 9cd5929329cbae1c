import { expect } from "vitest";
import { agreementLine } from "./ledgers.ts";
import type { Sending } from "./sending.ts";

/** For a person who reads along; the tests' own console is watched. */
export const say = (line: string): boolean => process.stdout.write(`${line}\n`);

/** Both ledgers agree on every message so far, and none is left behind. @returns how many are uncertain */
export async function expectAgreement(sending: Sending, title: string): Promise<number> {
  const agreement = await sending.drained();
  say(`${title}: ${agreementLine(agreement)}`);
  const { faults, messages, acceptedOnce, acceptedTwice, uncertain, delivered } = agreement;
  expect(faults).toEqual([]);
  // All statuses have come before the hour was over: what Meta had accepted was known, and not sent once more.
  expect(acceptedTwice).toBe(0);
  expect(acceptedOnce + uncertain).toBe(messages);
  expect(delivered).toBe(acceptedOnce);
  return uncertain;
}
