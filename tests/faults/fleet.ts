import { type ChildProcess, spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Env } from "#app/platform/env.ts";

/** One process of Cartwave's, as it would run on a server: web or worker. */
export class FleetProcess {
  readonly #changes: Partial<Env>;
  #child: ChildProcess | undefined;
  #said = "";
  #port = 0;
  #id = "";
  #crash: string | undefined;

  constructor(changes: Partial<Env>) {
    this.#changes = changes;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** What it is called as the owner of a lease. */
  get processId(): string {
    return this.#id;
  }

  /** All that it has logged since it started, warnings and worse. */
  get said(): string {
    return this.#said;
  }

  /** Resolves when it works. @throws Error where it ends instead */
  async start(): Promise<void> {
    const child = spawn(
      process.execPath,
      ["tests/faults/killed-server.ts", "none", JSON.stringify(this.#changes)],
      {
        stdio: ["ignore", "pipe", "pipe"],
        env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), "cartwave-compiled") },
      },
    );
    this.#child = child;
    this.#said = "";
    await new Promise<void>((resolve, reject) => {
      const listen = (chunk: Buffer) => {
        this.#said = (this.#said + chunk.toString()).slice(-200_000);
        const ready = /port (\d+) of (\S+)/.exec(this.#said);
        if (!ready || this.#child !== child) return;
        this.#port = Number(ready[1]);
        this.#id = ready[2] ?? "";
        resolve();
      };
      child.stdout.on("data", listen);
      child.stderr.on("data", listen);
      child.once("error", reject);
      child.once("exit", (code, signal) => {
        const ended = `a process ended with ${code ?? signal}: ${this.#said.slice(-2_000)}`;
        if (signal !== "SIGKILL") this.#crash = ended;
        reject(new Error(ended));
      });
    });
  }

  /** @throws Error where it has ended although nobody killed it */
  expectAlive(): void {
    if (this.#crash !== undefined) throw new Error(this.#crash);
  }

  /** Ends it at once, whatever it does. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
  }

  /** Stops the process in the middle of what it does, as a machine that swaps or is moved does. */
  freeze(): void {
    this.#child?.kill("SIGSTOP");
  }

  thaw(): void {
    this.#child?.kill("SIGCONT");
  }
}
