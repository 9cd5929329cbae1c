import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import pg from "pg";
import { parse } from "smol-toml";
import type { Env } from "#app/platform/env.ts";
import { type Finding, fault, good, note } from "./finding.ts";

const OLDEST_POSTGRES = 15;

export async function checkDatabase(env: Pick<Env, "DATABASE_URL" | "DATA_DIR">): Promise<Finding> {
  if (!env.DATABASE_URL) {
    return note(
      `DATABASE_URL is not set: data is kept in the embedded database in ${env.DATA_DIR}. Set it for more than one process.`,
    );
  }
  const client = new pg.Client({
    connectionString: env.DATABASE_URL,
    connectionTimeoutMillis: 5_000,
    options: "-c timezone=UTC",
  });
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string; zone: string }>(
      "SELECT current_setting('server_version') AS version, current_setting('TimeZone') AS zone",
    );
    const { version = "", zone = "" } = rows[0] ?? {};
    if (Number.parseInt(version, 10) < OLDEST_POSTGRES)
      return fault(`PostgreSQL ${version} is too old. Version ${OLDEST_POSTGRES} or later is needed.`);
    if (zone !== "UTC")
      return fault(
        `PostgreSQL's sessions are in ${zone} although UTC was asked for. A pooler in between drops the setting; let it through.`,
      );
    return good(`PostgreSQL ${version}, sessions in UTC.`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : "unknown";
    return fault(`PostgreSQL does not answer at DATABASE_URL (${reason}). Check address, user and firewall.`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Whether Shopify and Meta could call: asked of ourselves, over the public address. */
export async function checkReachability(env: Pick<Env, "APP_URL">): Promise<Finding> {
  try {
    const answer = await fetch(new URL("/healthz", env.APP_URL), { signal: AbortSignal.timeout(5_000) });
    if (answer.ok) return good(`${env.APP_URL} answers: webhooks can come in.`);
    return fault(`${env.APP_URL}/healthz answers ${answer.status}. Point APP_URL at the running app.`);
  } catch {
    return note(
      `${env.APP_URL} does not answer: webhooks can't come in. Start the app, then check the tunnel or the DNS entry of APP_URL.`,
    );
  }
}

/** Whether merchants can be told by mail. */
export function checkMail(env: Pick<Env, "SMTP_URL" | "MAIL_FROM">): Finding {
  return env.SMTP_URL
    ? good(`Mails to merchants go out as ${env.MAIL_FROM}.`)
    : note(
        "SMTP_URL and MAIL_FROM are not set: merchants are not told by mail of replies that wait and of faults.",
      );
}

/** Where buttons of new texts lead: a path that the deployed app does not have would be a dead end. */
export function checkLinks(env: Pick<Env, "LINK_URL" | "SHOPIFY_PROXY_PATH" | "APP_URL">): Finding {
  if (env.LINK_URL) return good(`Links in messages lead through ${env.LINK_URL}.`);
  const { app_proxy: proxy } = parse(readFileSync("shopify.app.toml", "utf8")) as {
    app_proxy?: { prefix?: string; subpath?: string };
  };
  const path = `/${proxy?.prefix}/${proxy?.subpath}`;
  if (!env.SHOPIFY_PROXY_PATH)
    return note(
      `Links in messages lead through ${env.APP_URL}. With SHOPIFY_PROXY_PATH=${path} they lead over each shop's own domain.`,
    );
  return env.SHOPIFY_PROXY_PATH === path
    ? good(`Links in messages lead over each shop's own domain, at ${path}.`)
    : fault(
        `SHOPIFY_PROXY_PATH is ${env.SHOPIFY_PROXY_PATH}, and the app proxy of shopify.app.toml is ${path}. Make them one.`,
      );
}

/** The toml against what the code asks of Shopify. */
export function checkToml(): Finding {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["bin/commands/checks/graphql.ts"], {
    encoding: "utf8",
  });
  return status === 0
    ? good(`shopify.app.toml fits the code: ${stdout.trim()}.`)
    : fault(`shopify.app.toml does not fit the code. ${stderr.trim().split("\n").join(" ")}`);
}
