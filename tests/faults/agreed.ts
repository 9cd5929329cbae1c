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
  expect(acceptedOnce + acceptedTwice + uncertain).toBe(messages);
  expect(delivered).toBe(acceptedOnce + acceptedTwice);
  return uncertain;
}
