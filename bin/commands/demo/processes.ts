import { type ChildProcess, spawn } from "node:child_process";
import { LocalRunError } from "./http.ts";

/** The child processes of a run; they end with it. */
export interface Processes {
  /**
   * Starts `node FILE` and waits until the address answers; starts nothing once the run is ending.
   * @throws LocalRunError with what it said, if it ends first, and when the run is ending
   */
  start(
    name: string,
    args: readonly string[],
    environment: Readonly<Record<string, string>>,
    health: string,
  ): Promise<void>;
  /** Ends them, the last started first. */
  stop(): Promise<void>;
}

const START_MS = 60_000;
const STOP_MS = 15_000;

async function answers(address: string): Promise<boolean> {
  try {
    return (await fetch(address, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}

function ended(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function end(child: ChildProcess): Promise<void> {
  if (ended(child)) return;
  const closed = new Promise<void>((resolve) => child.once("close", () => resolve()));
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
  await closed;
  clearTimeout(timer);
}

export function createProcesses(onUnexpectedEnd: (sentence: string) => void): Processes {
  const children: ChildProcess[] = [];
  let stopping = false;
  const refuseToStart = () => {
    if (stopping) throw new LocalRunError("The run is ending.");
  };
  return {
    async start(name, args, environment, health) {
      const taken = await answers(health);
      refuseToStart();
      if (taken)
        throw new LocalRunError(
          `Something answers at ${health} already: end it before the ${name} can start.`,
        );
      const child = spawn(process.execPath, args, {
        env: { ...process.env, ...environment },
        stdio: ["ignore", "inherit", "pipe"],
      });
      children.push(child);
      let said = "";
      child.stderr?.on("data", (chunk: Buffer) => {
        said = `${said}${chunk.toString()}`.slice(-4_000);
        process.stderr.write(chunk);
      });
      const deadline = Date.now() + START_MS;
      while (!(await answers(health))) {
        refuseToStart();
        if (ended(child)) throw new LocalRunError(`The ${name} did not start. It said: ${said.trim()}`);
        if (Date.now() > deadline) throw new LocalRunError(`The ${name} did not answer within a minute.`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      child.once("close", () => {
        if (!stopping) onUnexpectedEnd(`The ${name} has ended. It said: ${said.trim()}`);
      });
    },
    async stop() {
      stopping = true;
      for (const child of [...children].reverse()) await end(child);
    },
  };
}
