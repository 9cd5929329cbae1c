import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { request } from "undici";
import { markDue } from "#app/platform/due.ts";
import type { Env } from "#app/platform/env.ts";
import { type Sandbox, startSandbox } from "#sandbox/server.ts";
import { type Container, createContainer } from "#server/services.ts";
import { OPERATOR_TOKEN, testEnv } from "#tests/server/running-app.ts";
import { Cluster, type Installed } from "./cluster.ts";
import { FleetProcess } from "./fleet.ts";
import { type Agreement, compareLedgers } from "./ledgers.ts";
import { Line } from "./line.ts";
import { prepareAccount, queueMessages, type SendingShop } from "./waiting-messages.ts";

const HOUR_MS = 3_600_000;
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export interface SendingOptions {
  readonly postgres: Installed;
  readonly diskMb?: number;
  /** Leases of the dead end at once, instead of after their ten seconds. */
  readonly hurries: boolean;
  /** Further parameters of the database's address. */
  readonly databaseSettings?: string;
}

/**
 * Cartwave as it runs on a server, with a network that may fail: a web process and two workers, their PostgreSQL and
 * Meta each behind a line, and the sandbox as Meta.
 */
export class Sending {
  readonly cluster: Cluster;
  readonly sandbox: Sandbox;
  readonly toDatabase: Line;
  readonly toMeta: Line;
  readonly web: FleetProcess;
  readonly workers: readonly [FleetProcess, FleetProcess];
  readonly #container: Container;
  readonly #options: SendingOptions;
  readonly #folder: string;
  readonly #shops: SendingShop[] = [];
  #accepted = 0;
  #countedTo = 0;

  private constructor(parts: {
    cluster: Cluster;
    sandbox: Sandbox;
    toDatabase: Line;
    toMeta: Line;
    container: Container;
    options: SendingOptions;
    folder: string;
  }) {
    const { cluster, sandbox, toDatabase, toMeta, container, options, folder } = parts;
    this.cluster = cluster;
    this.sandbox = sandbox;
    this.toDatabase = toDatabase;
    this.toMeta = toMeta;
    this.#container = container;
    this.#options = options;
    this.#folder = folder;
    const address: Partial<Env> = {
      DATABASE_URL: `${cluster.url(toDatabase.port)}${options.databaseSettings ?? ""}`,
      DATABASE_POOL: 4,
      DATA_DIR: folder,
      GRAPH_BASE_URL: `http://127.0.0.1:${toMeta.port}/graph`,
      SHOP_CLOCK_URL: `${sandbox.origin}/control/clock`,
      LOG_LEVEL: "warn",
    };
    this.web = new FleetProcess({ ...address, ROLE: "web" });
    this.workers = [
      new FleetProcess({ ...address, ROLE: "worker" }),
      new FleetProcess({ ...address, ROLE: "worker" }),
    ];
  }

  static async start(options: SendingOptions): Promise<Sending> {
    const cluster = await Cluster.make(options.postgres, options.diskMb);
    const sandbox = await startSandbox({ port: 0 });
    const folder = mkdtempSync(join(tmpdir(), "cartwave-faults-"));
    const env = testEnv({ DATABASE_URL: cluster.url(), DATABASE_POOL: 3, DATA_DIR: folder });
    const container = await createContainer(env);
    const [toDatabase, toMeta] = await Promise.all([Line.to(cluster.port), Line.to(sandbox.port)]);
    const sending = new Sending({ cluster, sandbox, toDatabase, toMeta, container, options, folder });
    prepareAccount(sandbox, env.META_APP_ID);
    sandbox.meta.behaviour.retryAfterMs = 100;
    await sending.web.start();
    sandbox.world.deployment = {
      toml: "",
      clientId: env.SHOPIFY_API_KEY,
      clientSecret: env.SHOPIFY_API_SECRET,
      appUrl: sending.web.origin,
      meta: {
        appId: env.META_APP_ID,
        appSecret: env.META_APP_SECRET,
        verifyToken: env.META_WEBHOOK_VERIFY_TOKEN,
        webhookUrl: `${sending.web.origin}/webhooks/meta`,
      },
      extensions: [],
    };
    await Promise.all(sending.workers.map((worker) => worker.start()));
    return sending;
  }

  /** Puts messages into the lanes of new shops, as many in each. */
  async queue(messages: number, shops = 1): Promise<void> {
    for (let shop = 0; shop < shops; shop++)
      this.#shops.push(
        await queueMessages(this.#container.services, this.sandbox, Math.ceil(messages / shops)),
      );
  }

  /** How many messages Meta has accepted so far. */
  get accepted(): number {
    const { ledger } = this.sandbox.world;
    for (const { id, status } of ledger.list({
      kind: "call",
      name: "messages.send",
      after: this.#countedTo,
    })) {
      this.#countedTo = id;
      if (status === 200) this.#accepted += 1;
    }
    return this.#accepted;
  }

  async until(isSo: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await isSo())) await pause(50);
  }

  /** Kills a worker and starts it again. */
  async killAndRestart(worker: FleetProcess): Promise<void> {
    const { processId } = worker;
    await worker.kill();
    if (this.#options.hurries) await this.endLeases(processId);
    await worker.start();
  }

  /** Lets leases end that a test does not wait for, and has their lanes looked at. @param owner of them, else all */
  async endLeases(owner?: string): Promise<void> {
    const { database, shopTime } = this.#container.services;
    await database.sql("UPDATE lease SET expires_at = $1 WHERE $2::text IS NULL OR owner = $2", [
      new Date(0),
      owner ?? null,
    ]);
    for (const { shopId } of this.#shops) await markDue(database.sql, "message", shopId, shopTime.now());
  }

  /**
   * Waits until nothing is left to send, then lets the hour pass after which news of unknown outcome are sent once
   * more, and waits again.
   * @returns what both ledgers say
   */
  async drained(): Promise<Agreement> {
    await this.#untilQuiet();
    const { services } = this.#container;
    const [row] = await services.database.sql<{ count: bigint }>(
      "SELECT count(*) FROM message WHERE stage = 'uncertain' AND category <> 'MARKETING' AND uncertain_tries < 2",
    );
    if (row && row.count > 0n) {
      this.sandbox.world.clock.advance(HOUR_MS + 60_000);
      services.shopTime.setOffset(this.sandbox.world.clock.offsetMs);
      await Promise.all(this.workers.map((worker) => this.#moveClock(worker)));
      await this.#untilQuiet();
    }
    return compareLedgers(services, this.sandbox);
  }

  async stop(): Promise<void> {
    await Promise.all([this.web, ...this.workers].map((process) => process.kill()));
    await this.#container.close().catch(() => undefined);
    await this.sandbox.stop();
    await Promise.all([this.toDatabase.close(), this.toMeta.close()]);
    await this.cluster.remove();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #moveClock(worker: FleetProcess): Promise<void> {
    const answer = await request(`${worker.origin}/operator/clock`, {
      method: "POST",
      headers: { authorization: `Bearer ${OPERATOR_TOKEN}` },
      headersTimeout: 120_000,
    });
    await answer.body.dump();
    if (answer.statusCode !== 200) throw new Error(`the clock was answered with ${answer.statusCode}`);
  }

  /** Nothing waits in a lane, in a hand, in the inbox or at Meta. */
  async #untilQuiet(): Promise<void> {
    let before = "";
    let since = performance.now();
    for (;;) {
      const waiting = await this.#waiting();
      if (waiting === "0 0 0 0" && this.sandbox.meta.progress.activity.running === 0) {
        await this.sandbox.meta.settle();
        if ((await this.#waiting()) === "0 0 0 0") return;
      }
      if (waiting !== before) since = performance.now();
      else if (this.#options.hurries && performance.now() - since > 1_500) {
        await this.endLeases();
        since = performance.now();
      }
      before = waiting;
      await pause(100);
    }
  }

  /** Of messages that wait, claims, deliveries, and messages whose delivery Meta has yet to tell, how many there are. */
  async #waiting(): Promise<string> {
    const [row] = await this.#container.database.sql<Record<string, bigint>>(
      `SELECT (SELECT count(*) FROM message WHERE stage = 'queued') AS queued,
         (SELECT count(*) FROM lane_claim) AS claims,
         (SELECT count(*) FROM inbox_delivery WHERE state = 'received') AS deliveries,
         (SELECT count(*) FROM message WHERE status IN ('accepted', 'sent')) AS told`,
    );
    return Object.values(row ?? {}).join(" ");
  }
}
