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
  /** Seconds until a silent connection to the database is given up; the usual ones where absent. */
  readonly databaseTimeout?: number;
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
      DATABASE_URL: cluster.url(toDatabase.port),
      ...(options.databaseTimeout === undefined ? {} : { DATABASE_TIMEOUT: options.databaseTimeout }),
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

  /** How many calls Meta has refused so far. */
  get refused(): number {
    const calls = this.sandbox.world.ledger.list({ kind: "call", name: "messages.send" });
    return calls.filter(({ status }) => status !== 200).length;
  }

  /** @throws Error where a process has ended meanwhile, which nothing but a kill may do to it */
  async until(isSo: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await isSo())) {
      for (const process of [this.web, ...this.workers]) process.expectAlive();
      await pause(50);
    }
  }

  /** Meta takes so few messages a second from the last shop's number. @returns ends it */
  throttle(perSecond: number): () => void {
    const number = this.sandbox.meta.directory.numbers.get(this.#shops.at(-1)?.phoneNumberId ?? "");
    if (!number) throw new Error("no shop sends yet");
    const usual = number.throughput;
    number.throughput = perSecond;
    return () => {
      number.throughput = usual;
    };
  }

  /** Of the workers, the one that owns the lane of the last shop now. */
  async ownerOfLane(): Promise<FleetProcess | undefined> {
    const { phoneNumberId = "" } = this.#shops.at(-1) ?? {};
    const [lease] = await this.#container.database.sql<{ owner: string }>(
      "SELECT owner FROM lease WHERE name = $1 AND expires_at > $2",
      [`lane:${phoneNumberId}`, new Date()],
    );
    return this.workers.find(({ processId }) => processId === lease?.owner);
  }

  /** Kills a worker and starts it again. */
  async killAndRestart(worker: FleetProcess): Promise<void> {
    const { processId } = worker;
    await worker.kill();
    if (this.#options.hurries) await this.endLeases(processId);
    await worker.start();
  }

  /**
   * Lets leases end that a test does not wait for, and has their lanes, and the deliveries that somebody had in hand,
   * looked at. @param owner of the leases, else all
   */
  async endLeases(owner?: string): Promise<void> {
    const { database, shopTime } = this.#container.services;
    await database.sql("UPDATE lease SET expires_at = $1 WHERE $2::text IS NULL OR owner = $2", [
      new Date(0),
      owner ?? null,
    ]);
    await database.sql("UPDATE inbox_delivery SET next_attempt_at = $1 WHERE state = 'received'", [
      new Date(0),
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
    await this.until(async () => {
      const waiting = await this.#waiting();
      if (waiting === "0 0 0 0") {
        await this.sandbox.meta.settle();
        if ((await this.#waiting()) === "0 0 0 0") return true;
      }
      if (waiting !== before) since = performance.now();
      else if (this.#options.hurries && performance.now() - since > 1_500) {
        await this.endLeases();
        since = performance.now();
      }
      before = waiting;
      return false;
    });
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
