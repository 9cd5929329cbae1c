import { expect, it } from "vitest";
import { checkNode } from "./machine.ts";

it.each([
  ["20.19.0", "fault"],
  ["22.17.1", "fault"],
  ["22.18.0", "good"],
  ["23.5.0", "fault"],
  ["23.6.0", "good"],
  ["24.0.0", "good"],
])("Node %s without a flag for TypeScript: %s", (version, state) => {
  expect(checkNode(version).state).toBe(state);
});
