import { EnvironmentError, readEnv } from "#app/platform/env.ts";
import { checkDatabase, checkReachability, checkToml } from "./doctor/deployment.ts";
import { type Finding, fault, good } from "./doctor/finding.ts";
import { checkDisk, checkNode, checkPort } from "./doctor/machine.ts";

/** `bin/doctor`: is everything there that Cartwave needs? A sentence for each, with what to do. */

const MARK: Readonly<Record<Finding["state"], string>> = { good: "ok   ", note: "note ", fault: "FAULT" };

async function checkEnvironment(): Promise<Finding[]> {
  try {
    const env = readEnv();
    return [
      good("The environment is complete, and ENCRYPTION_KEYS are 32 bytes each."),
      await checkDatabase(env),
      await checkReachability(env),
    ];
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    const lines = error.message.split("\n").map(fault);
    return [...lines, fault("Without these `npm start` does not start. `bin/demo` needs none of them.")];
  }
}

const findings = [
  checkNode(process.versions.node),
  await checkPort(Number(process.env.PORT ?? 3000), "PORT", "the app"),
  await checkPort(Number(process.env.SANDBOX_PORT ?? 4000), "SANDBOX_PORT", "the sandbox"),
  await checkDisk("."),
  checkToml(),
  ...(await checkEnvironment()),
];
for (const { state, sentence } of findings) console.log(`${MARK[state]} ${sentence}`);
process.exit(findings.some(({ state }) => state === "fault") ? 1 : 0);
