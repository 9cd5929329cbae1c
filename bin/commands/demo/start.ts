import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import { z } from "zod";
import { buildScreens } from "../build/screens.ts";
import { bundleExtensions } from "../extensions/bundle.ts";
import { appEnvironment, type LocalRun, newLocalRun } from "./addresses.ts";
import { call, LocalRunError } from "./http.ts";
import type { Processes } from "./processes.ts";

export interface LocalOptions {
  readonly appPort: number;
  readonly sandboxPort: number;
  readonly plan: "plus" | "basic";
  /** Emptied before the start. */
  readonly dataDir: string;
  /** Builds the screens anew, whatever was built before. */
  readonly rebuild: boolean;
  /** An empty PostgreSQL database; without it the embedded one is used. */
  readonly databaseUrl?: string;
  /** Tells how long each step took. */
  readonly step: <T>(title: string, work: () => Promise<T>) => Promise<T>;
}

const toml = z
  .object({ client_id: z.string(), app_proxy: z.object({ prefix: z.string(), subpath: z.string() }) })
  .transform(({ client_id, app_proxy: { prefix, subpath } }) => ({
    clientId: client_id,
    proxyPath: `/${prefix}/${subpath}`,
  }));

/** "Deploys" the app to the stand-ins, as Shopify's CLI and Meta's dashboard would. */
async function deploy(run: LocalRun): Promise<void> {
  await call("POST", `${run.sandboxUrl}/control/deploy`, {
    toml: readFileSync("shopify.app.toml", "utf8"),
    clientId: run.clientId,
    clientSecret: run.clientSecret,
    appUrl: run.appUrl,
    clockUrl: `${run.appUrl}/operator/clock`,
    meta: {
      appId: run.metaAppId,
      appSecret: run.metaAppSecret,
      verifyToken: run.verifyToken,
      webhookUrl: `${run.appUrl}/webhooks/meta`,
      configId: run.metaConfigId,
    },
    extensions: await bundleExtensions({ appUrl: run.appUrl }),
  });
}

/** Of the sandbox's shop. */
const SHOP_TIME_ZONE = "Europe/Rome";

/** The next moment at which a shop may write: nobody wants to meet Cartwave in its quiet hours. */
export function goodHour(now: Date, timeZone: string): Date {
  const hourOf = (time: Date) =>
    Number(new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", hour12: false }).format(time));
  let time = now;
  while (hourOf(time) < 9 || hourOf(time) > 17) time = new Date(time.getTime() + 30 * 60_000);
  return time;
}

/** Builds, starts both processes and deploys. The platforms forget everything when they end, so data begins anew. */
export async function startLocalRun(processes: Processes, options: LocalOptions): Promise<LocalRun> {
  const app = toml.parse(parse(readFileSync("shopify.app.toml", "utf8")));
  const run = newLocalRun(app, options.appPort, options.sandboxPort);
  await options.step("Building the screens", async () => {
    const built = buildScreens({ force: options.rebuild });
    if (!built.ok) throw new LocalRunError(`The screens could not be built: ${built.said}`);
  });
  await options.step("Starting the sandbox", () =>
    processes.start(
      "sandbox",
      ["sandbox/main.ts", "--plan", options.plan],
      { SANDBOX_PORT: String(run.sandboxPort), SANDBOX_MAIL_PORT: String(run.mailPort) },
      `${run.sandboxUrl}/control/clock`,
    ),
  );
  const now = new Date();
  const to = goodHour(now, SHOP_TIME_ZONE);
  if (to > now) await call("POST", `${run.sandboxUrl}/control/clock`, { to: to.toISOString() });
  // Nobody works in it: the app of this folder would hold the port that was found free.
  rmSync(options.dataDir, { recursive: true, force: true });
  mkdirSync(options.dataDir, { recursive: true });
  // For bin/why, which asks the process that runs.
  writeFileSync(join(options.dataDir, "operator-token"), run.operatorToken, { mode: 0o600 });
  await options.step("Starting the app", () =>
    processes.start(
      "app",
      ["server/main.ts"],
      {
        ...appEnvironment(run, options.dataDir),
        // Empty rather than absent: a variable of the person's own must not lead a demo to their database.
        DATABASE_URL: options.databaseUrl ?? "",
      },
      `${run.appUrl}/readyz`,
    ),
  );
  await options.step("Deploying the app to the stand-ins", () => deploy(run));
  return run;
}
