import { ADMIN_CONTRACTS, ADMIN_NOT_COVERED } from "#tests/conformance/admin.ts";
import type { Contract } from "#tests/conformance/contract.ts";
import { GRAPH_CONTRACTS, GRAPH_NOT_COVERED } from "#tests/conformance/graph.ts";
import { realSubjects, type Subjects, sandboxSubjects } from "#tests/conformance/subjects.ts";

/**
 * `bin/conformance [--sandbox]`: holds the clients of Meta and Shopify against the platforms themselves, where the
 * environment names a test number or a development shop, else against the sandbox; and says what was not covered.
 */

type Needs = Contract<never>["needs"];

interface Tally {
  kept: number;
  broken: number;
  readonly notCovered: string[];
}

async function hold<Subject>(
  contracts: readonly Contract<Subject>[],
  subject: Subject | undefined,
  lacks: (needs: Needs) => string | undefined,
  tally: Tally,
): Promise<void> {
  for (const contract of contracts) {
    const missing = subject === undefined ? "no access was given" : lacks(contract.needs);
    if (subject === undefined || missing !== undefined) {
      tally.notCovered.push(`${contract.name}: ${missing}`);
      continue;
    }
    try {
      await contract.run(subject);
      tally.kept += 1;
      console.log(`kept    ${contract.name}`);
    } catch (error) {
      tally.broken += 1;
      console.log(`BROKEN  ${contract.name}\n        ${error instanceof Error ? error.message : error}`);
    }
  }
}

function lacking({ graph }: Subjects) {
  return (needs: Needs): string | undefined => {
    if (needs === "write" && !graph?.mayWrite) return "CONFORMANCE_META_WRITE is not 1";
    return needs === "recipient" && !graph?.recipient ? "CONFORMANCE_META_RECIPIENT is not set" : undefined;
  };
}

const real = process.argv.includes("--sandbox") ? undefined : realSubjects(process.env);
const subjects = real ?? (await sandboxSubjects());
console.log(`Against ${subjects.name}:`);
const tally: Tally = { kept: 0, broken: 0, notCovered: [] };
await hold(GRAPH_CONTRACTS, subjects.graph, lacking(subjects), tally);
await hold(ADMIN_CONTRACTS, subjects.admin, () => undefined, tally);
await subjects.stop();
const notCovered = [...tally.notCovered, ...GRAPH_NOT_COVERED, ...ADMIN_NOT_COVERED];
console.log("\nNot covered:");
for (const one of notCovered) console.log(`- ${one}`);
if (!real)
  console.log(
    "- the platforms themselves: docs/running.md says which variables name a test number and a shop",
  );
console.log(`\n${tally.kept} kept, ${tally.broken} broken, ${notCovered.length} not covered`);
process.exit(tally.broken > 0 ? 1 : 0);
