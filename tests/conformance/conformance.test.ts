import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ADMIN_CONTRACTS } from "./admin.ts";
import { expectThat } from "./contract.ts";
import { GRAPH_CONTRACTS } from "./graph.ts";
import { type Subjects, sandboxSubjects } from "./subjects.ts";

/** What `bin/conformance` holds against the platforms, held against the sandbox. */
describe("the clients against the sandbox", () => {
  let subjects: Subjects;
  beforeAll(async () => {
    subjects = await sandboxSubjects();
  });
  afterAll(() => subjects.stop());

  it.each(GRAPH_CONTRACTS)("Graph: $name", async ({ run }) => {
    expectThat(subjects.graph !== undefined, "the sandbox plays Meta");
    await run(subjects.graph);
  });

  it.each(ADMIN_CONTRACTS)("Admin: $name", async ({ run }) => {
    expectThat(subjects.admin !== undefined, "the sandbox plays Shopify");
    await run(subjects.admin);
  });

  it("has contracts for the queries of the app", () => {
    expect(ADMIN_CONTRACTS.length).toBeGreaterThan(3);
  });
});
