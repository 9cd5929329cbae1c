import { spawn } from "node:child_process";
import { parseArgs } from "node:util";
import { LocalRunError } from "./demo/http.ts";
import { createMerchant, setUpShop } from "./demo/merchant.ts";
import { createProcesses } from "./demo/processes.ts";
import { playRecovery, succeeded } from "./demo/recovery.ts";
import { startLocalRun } from "./demo/start.ts";
import { isPortFree } from "./doctor/machine.ts";

/**
 * `bin/demo`: everything on one machine, with stand-ins for Shopify and Meta. One address is printed; there the shop,
 * its admin and a shopper's phone stand side by side.
 */

const USAGE = "bin/demo [--scenario recovery] [--plan plus|basic] [--reset] [--no-open]";

function readOptions() {
  const { values } = parseArgs({
    options: {
      scenario: { type: "string" },
      plan: { type: "string", default: "plus" },
      reset: { type: "boolean", default: false },
      "no-open": { type: "boolean", default: false },
    },
  });
  const { scenario, plan, reset } = values;
  if (scenario !== undefined && scenario !== "recovery")
    throw new LocalRunError(`There is no scenario "${scenario}". ${USAGE}`);
  if (plan !== "plus" && plan !== "basic") throw new LocalRunError(`The plan is plus or basic. ${USAGE}`);
  return { scenario, plan: plan as "plus" | "basic", reset, open: !values["no-open"] };
}

async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  process.stderr.write(`${title} … `);
  const result = await work();
  process.stderr.write(`${((performance.now() - started) / 1_000).toFixed(1)} s\n`);
  return result;
}

async function requireFreePort(port: number, variable: string): Promise<void> {
  if (await isPortFree(port)) return;
  throw new LocalRunError(
    `Port ${port} is in use. Stop what uses it, or choose another one: ${variable}=${port + 10} bin/demo`,
  );
}

function openInBrowser(address: string): void {
  const program = { darwin: "open", win32: "explorer" }[process.platform as "darwin" | "win32"] ?? "xdg-open";
  const child = spawn(program, [address], { stdio: "ignore", detached: true });
  // Without a desktop there is nothing to open; the address is printed anyway.
  child.on("error", () => undefined);
  child.unref();
}

function wordsOf(error: unknown): string {
  if (error instanceof LocalRunError) return error.message;
  if (error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS"))
    return `${error.message}\n${USAGE}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function explain(error: unknown): string {
  const words = wordsOf(error);
  // Also where a builder, the database or a process of the run said so in the middle of something else.
  return /ENOSPC|no space left on device/i.test(words)
    ? "The disk is full. Free about 2 GB and try again."
    : words;
}

const processes = createProcesses((sentence) => {
  console.error(sentence);
  end(1);
});
let ending = false;
function end(code: number): void {
  if (ending) return;
  ending = true;
  processes.stop().then(() => process.exit(code));
}
process.on("SIGINT", () => end(0));
process.on("SIGTERM", () => end(0));

try {
  const started = performance.now();
  const options = readOptions();
  const appPort = Number(process.env.PORT ?? 3000);
  const sandboxPort = Number(process.env.SANDBOX_PORT ?? 4000);
  await requireFreePort(appPort, "PORT");
  await requireFreePort(sandboxPort, "SANDBOX_PORT");
  const run = await startLocalRun(processes, {
    appPort,
    sandboxPort,
    plan: options.plan,
    rebuild: options.reset,
    // By port: two demos side by side keep out of each other's data.
    dataDir: `.data/demo/${appPort}`,
    step,
  });
  const merchant = createMerchant(run);
  await step("Setting up the shop as its merchant", () => setUpShop(run, merchant));
  if (options.scenario) {
    const result = await step("Playing the recovery of a cart", () =>
      playRecovery(run, merchant, options.plan, started),
    );
    await processes.stop();
    console.log(JSON.stringify(result));
    process.exit(succeeded(result, options.plan) ? 0 : 1);
  }
  console.log(
    `\n  Cartwave is ready:  ${run.sandboxUrl}\n  Mail to the merchant:  ${run.sandboxUrl}/mailbox\n\n  Ctrl-C ends it.\n`,
  );
  if (options.open) openInBrowser(run.sandboxUrl);
} catch (error) {
  // Ctrl-C ends the build that this process waits for too, and its own signal is heard only now.
  await new Promise((resolve) => setTimeout(resolve, 50));
  if (!ending) process.stderr.write(`\n${explain(error)}\n`);
  end(1);
}
