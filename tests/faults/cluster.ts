import { spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { freePort } from "#tests/free-port.ts";
import { SmallDisk } from "./small-disk.ts";

/** Who runs the server: initdb refuses root. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** The newest PostgreSQL that is installed, or why none can be used. */
export type Installed =
  | { readonly bin: string; readonly account: Account | undefined }
  | { readonly reason: string };

function numberOf(flag: "-u" | "-g", name: string): number | undefined {
  const { status, stdout } = spawnSync("id", [flag, name], { encoding: "utf8" });
  return status === 0 ? Number(stdout) : undefined;
}

function accountOf(name: string): Account | undefined {
  const uid = numberOf("-u", name);
  const gid = numberOf("-g", name);
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

function versionOf(bin: string): number {
  const { stdout } = spawnSync(join(bin, "initdb"), ["--version"], { encoding: "utf8" });
  return Number(/(\d+)/.exec(stdout ?? "")?.[1] ?? 0);
}

/** Debian and its kin keep the server's programs out of the PATH. */
const DEBIAN = "/usr/lib/postgresql";

/** Looks in the PATH and where Debian puts the server's programs. */
export function findPostgres(): Installed {
  const versions = existsSync(DEBIAN)
    ? readdirSync(DEBIAN).map((version) => join(DEBIAN, version, "bin"))
    : [];
  const [newest] = [...(process.env.PATH ?? "").split(delimiter), ...versions]
    .filter((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "pg_ctl")))
    .map((bin) => ({ bin, version: versionOf(bin) }))
    .sort((left, right) => right.version - left.version);
  if (!newest || newest.version < 15) return { reason: "no PostgreSQL 15 or later is installed here" };
  if (process.getuid?.() !== 0) return { bin: newest.bin, account: undefined };
  const account = accountOf("postgres") ?? accountOf("nobody");
  if (!account) return { reason: "there is no unprivileged user to run PostgreSQL as" };
  return { bin: newest.bin, account };
}

/** As on a server of one's own: what was committed is on the disk. Sessions would be in Rome if nobody set them. */
const SETTINGS = [
  "fsync=on",
  "synchronous_commit=on",
  "full_page_writes=on",
  "shared_buffers=64MB",
  "max_connections=60",
  "min_wal_size=32MB",
  "max_wal_size=64MB",
  "timezone=Europe/Rome",
  "listen_addresses=127.0.0.1",
];

/** A PostgreSQL of a test's own, in a temporary folder, to be stopped, killed and filled up. */
export class Cluster {
  readonly port: number;
  /** Its disk, where it has a small one of its own. */
  readonly disk: SmallDisk | undefined;
  readonly #bin: string;
  readonly #account: Account | undefined;
  readonly #folder: string;
  readonly #atExit = () => this.#signalPostmaster("SIGQUIT");

  private constructor(
    installed: Exclude<Installed, { reason: string }>,
    folder: string,
    port: number,
    disk: SmallDisk | undefined,
  ) {
    this.#bin = installed.bin;
    this.#account = installed.account;
    this.#folder = folder;
    this.port = port;
    this.disk = disk;
  }

  /**
   * Makes a cluster and starts it.
   * @param diskMb gives it a disk of its own with so many megabytes; see {@link SmallDisk}
   * @throws Error with the last lines of its log where it does not start
   */
  static async make(installed: Installed, diskMb?: number): Promise<Cluster> {
    if ("reason" in installed) throw new Error(installed.reason);
    const folder = mkdtempSync(join(tmpdir(), "cartwave-cluster-"));
    const { account } = installed;
    if (account) chownSync(folder, account.uid, account.gid);
    const disk = diskMb === undefined ? undefined : SmallDisk.mount(join(folder, "disk"), diskMb, account);
    const cluster = new Cluster(installed, folder, await freePort(), disk);
    try {
      await cluster.#run("initdb", [
        "--pgdata",
        cluster.#data,
        "--username=postgres",
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C",
        "--no-sync",
      ]);
      await cluster.start();
    } catch (error) {
      const log = cluster.log().slice(-2_000);
      await cluster.remove();
      throw new Error(`${error instanceof Error ? error.message : "failed"}: ${log}`);
    }
    process.once("exit", cluster.#atExit);
    return cluster;
  }

  get #data(): string {
    return join(this.disk?.folder ?? this.#folder, "data");
  }

  /** @param port of a line that leads here, else the cluster's own */
  url(port = this.port): string {
    return `postgres://postgres@127.0.0.1:${port}/postgres`;
  }

  async start(): Promise<void> {
    const settings = SETTINGS.flatMap((setting) => ["-c", setting]).join(" ");
    const options = `-p ${this.port} -k ${this.#folder} ${settings}`;
    await this.#run("pg_ctl", [
      "start",
      "-w",
      "-t",
      "60",
      "-D",
      this.#data,
      "-l",
      this.#logFile,
      "-o",
      options,
    ]);
  }

  /** Starts it where it has ended. */
  async revive(): Promise<void> {
    if (!this.isRunning()) await this.start();
  }

  /** @param mode `fast` breaks off what is under way; `immediate` is a crash */
  async stop(mode: "fast" | "immediate"): Promise<void> {
    await this.#run("pg_ctl", ["stop", "-w", "-t", "60", "-D", this.#data, "-m", mode]);
  }

  isRunning(): boolean {
    return this.#signalPostmaster(0);
  }

  /** What the server has said so far. */
  log(): string {
    return existsSync(this.#logFile) ? readFileSync(this.#logFile, "utf8") : "";
  }

  async remove(): Promise<void> {
    process.off("exit", this.#atExit);
    if (this.isRunning()) await this.stop("immediate").catch(() => undefined);
    this.disk?.unmount();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get #logFile(): string {
    return join(this.#folder, "server.log");
  }

  #signalPostmaster(signal: NodeJS.Signals | 0): boolean {
    try {
      const [pid = ""] = readFileSync(join(this.#data, "postmaster.pid"), "utf8").split("\n");
      return process.kill(Number(pid), signal);
    } catch {
      return false;
    }
  }

  #run(program: string, args: readonly string[]): Promise<void> {
    return new Promise((resolve, reject) => {
      const child = spawn(join(this.#bin, program), args, {
        cwd: this.#folder,
        stdio: "ignore",
        ...(this.#account ?? {}),
      });
      child.once("error", reject);
      child.once("exit", (code) => {
        if (code === 0) resolve();
        else reject(new Error(`${program} ended with ${code}`));
      });
    });
  }
}
