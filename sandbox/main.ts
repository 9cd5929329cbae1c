import { parseArgs } from "node:util";
import { z } from "zod";
import { PortInUseError, startSandbox } from "./server.ts";

const plans = z.enum(["plus", "basic"]);
const ports = z.coerce.number().int().min(0).max(65_535);

/** Says why it does not start, in a sentence. */
function refuse(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

function readOptions() {
  const { values } = parseArgs({ options: { plan: { type: "string", default: "plus" } }, strict: true });
  const plan = plans.safeParse(values.plan);
  if (!plan.success) refuse("--plan is plus or basic.");
  const port = ports.safeParse(process.env.SANDBOX_PORT ?? "4000");
  if (!port.success) refuse("SANDBOX_PORT is not a port.");
  const mailPort = ports.safeParse(process.env.SANDBOX_MAIL_PORT ?? "0");
  if (!mailPort.success) refuse("SANDBOX_MAIL_PORT is not a port.");
  return { plan: plan.data, port: port.data, mailPort: mailPort.data };
}

try {
  const sandbox = await startSandbox(readOptions());
  process.stdout.write(
    `The sandbox is at ${sandbox.origin}, its mail server at localhost:${sandbox.mailbox.port}\n`,
  );
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void sandbox.stop().then(() => process.exit(0)));
  }
} catch (error) {
  if (error instanceof PortInUseError) refuse(error.message);
  throw error;
}
