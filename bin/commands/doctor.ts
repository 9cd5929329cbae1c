import { existsSync } from "node:fs";
import { EnvironmentError, readEnv } from "#app/platform/env.ts";
import { checkDatabase, checkLinks, checkMail, checkReachability, checkToml } from "./doctor/deployment.ts";
import { type Finding, fault, good, note } from "./doctor/finding.ts";
import { checkDisk, checkNode, checkPort } from "./doctor/machine.ts";

/** `bin/doctor`: is everything there that Cartwave needs? A sentence for each, with what to do. */

const MARK: Readonly<Record<Finding["state"], string>> = { good: "ok   ", note: "note ", fault: "FAULT" };

/** Names of the variables that the app cannot do without, as it says itself. */
function requiredVariables(): string[] {
  try {
    readEnv({});
    return [];
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    return error.message.split("\n").map((line) => line.slice(0, line.indexOf(":")));
  }
}

async function checkEnvironment(): Promise<Finding[]> {
  const own = [...requiredVariables(), "DATABASE_URL", "OPERATOR_TOKEN"];
  if (own.every((name) => !process.env[name])) {
    return [
      note(
        "Of the app's variables none is set. `bin/demo` needs none of them; for a real shop see docs/running.md.",
      ),
    ];
  }
  try {
    const env = readEnv();
    return [
      good("The environment is complete, and ENCRYPTION_KEYS are 32 bytes each."),
      await checkDatabase(env),
      await checkReachability(env),
      checkMail(env),
      checkLinks(env),
    ];
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    const lines = error.message.split("\n").map(fault);
    return [...lines, fault("Without these `npm start` does not start. `bin/demo` needs none of them.")];
  }
}

// As `npm start` does.
if (existsSync(".env")) process.loadEnvFile(".env");
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
