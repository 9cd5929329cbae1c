import { spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Env } from "#app/platform/env.ts";

export interface Killed {
  /** Status of the answer, or undefined when the line broke. */
  readonly answered: number | undefined;
  readonly reached: boolean;
  readonly signal: NodeJS.Signals | null;
}

/** Starts the server, sends it one delivery, and waits until it was killed at the named point. */
export function deliverToDying(
  point: string,
  changes: Partial<Env>,
  send: (origin: string) => Promise<Response>,
): Promise<Killed> {
  const child = spawn(process.execPath, ["tests/faults/killed-server.ts", point, JSON.stringify(changes)], {
    stdio: ["ignore", "pipe", "inherit"],
    // Hundreds of starts of the same files: each but the first reads them compiled.
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), "cartwave-compiled") },
  });
  return new Promise<Killed>((resolve, reject) => {
    let said = "";
    let answer: Promise<number | undefined> | undefined;
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const port = /port (\d+)/.exec(said)?.[1];
      if (!port || answer) return;
      answer = send(`http://127.0.0.1:${port}`).then(
        ({ status }) => status,
        () => undefined,
      );
    });
    child.once("error", reject);
    child.once("close", async (_code, signal) => {
      resolve({ answered: await answer, reached: said.includes(`reached ${point}`), signal });
    });
  });
}
