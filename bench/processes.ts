import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";

/** A process of a benchmark: it says JSON lines to us, and is told JSON lines. */
export interface BenchProcess {
  /** What it says next. */
  next<T>(): Promise<T>;
  tell(line: object): void;
  /** Largest resident memory so far in MB; 0 where the system does not tell. */
  peakRssMb(): number;
  stop(): Promise<void>;
}

/** The bounds on memory that `npm run worker` sets. */
export function workerFlags(): string[] {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: { worker: string } };
  return scripts.worker.split(" ").filter((word) => word.startsWith("--max-"));
}

export function startProcess(
  file: string,
  args: readonly string[],
  environment: Record<string, string>,
  flags: readonly string[] = [],
) {
  const child: ChildProcess = spawn(process.execPath, [...flags, file, ...args], {
    env: { ...process.env, ...environment },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const said: string[] = [];
  const waiting: ((line: string) => void)[] = [];
  let rest = "";
  let ended = false;
  child.stdout?.on("data", (chunk: Buffer) => {
    rest += chunk.toString();
    for (let end = rest.indexOf("\n"); end !== -1; end = rest.indexOf("\n")) {
      const line = rest.slice(0, end);
      rest = rest.slice(end + 1);
      const listener = waiting.shift();
      if (listener) listener(line);
      else said.push(line);
    }
  });
  const closed = new Promise<void>((resolve) =>
    child.once("close", () => {
      ended = true;
      resolve();
    }),
  );
  const handle: BenchProcess = {
    async next<T>() {
      const line =
        said.shift() ??
        (await Promise.race([
          new Promise<string>((resolve) => waiting.push(resolve)),
          closed.then(() => Promise.reject(new Error(`${file} has ended`))),
        ]));
      return JSON.parse(line) as T;
    },
    tell: (line) => child.stdin?.write(`${JSON.stringify(line)}\n`),
    peakRssMb() {
      try {
        const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
        return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024);
      } catch {
        return 0;
      }
    },
    async stop() {
      if (!ended) child.kill("SIGTERM");
      await closed;
    },
  };
  return handle;
}

export const median = (list: readonly number[]): number => {
  const sorted = [...list].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
};
