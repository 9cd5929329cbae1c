import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { call, LocalRunError } from "./demo/http.ts";

/**
 * `bin/why WHAT [--shop DOMAIN] [--url ADDRESS]`: why a message was sent or not, and what came of it. WHAT is a
 * message's id, Meta's id of it, or an order's name. It asks the process that runs, with OPERATOR_TOKEN; that of a demo
 * is found by itself.
 */

const chain = z.object({
  id: z.string(),
  source: z.string(),
  person: z.string(),
  phone: z.string(),
  origin: z.string(),
  status: z.string(),
  reason: z.string().nullable(),
  wamid: z.string().nullable(),
  endpoint: z.string().nullable(),
  cost: z.object({ micros: z.string(), currency: z.string(), confirmed: z.boolean() }).nullable(),
  timeline: z.array(z.looseObject({ at: z.string(), kind: z.string() })),
});
type Chain = z.infer<typeof chain>;

function readOptions() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      shop: { type: "string", default: "casa-aurora.myshopify.com" },
      url: { type: "string", default: `http://localhost:${process.env.PORT ?? "3000"}` },
    },
  });
  const [what] = positionals;
  if (!what) throw new LocalRunError("bin/why MESSAGE|ORDER [--shop DOMAIN] [--url ADDRESS]");
  return { what, shop: values.shop, url: values.url };
}

/** The operator's token: of the environment, else of a demo that runs at this address. */
function tokenFor(url: string): string {
  const given = process.env.OPERATOR_TOKEN;
  if (given) return given;
  const file = join(".data", "demo", new URL(url).port, "operator-token");
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  throw new LocalRunError(
    `No demo runs at ${url}. For another process set OPERATOR_TOKEN to the one it has.`,
  );
}

function describe({ at: _at, kind, ...facts }: Chain["timeline"][number]): string {
  const told = Object.entries(facts).flatMap(([name, value]) => {
    if (value === null || value === undefined) return [];
    return [`${name} ${typeof value === "object" ? JSON.stringify(value) : String(value)}`];
  });
  return told.length > 0 ? `${kind}: ${told.join(", ")}` : kind;
}

function print(one: Chain): void {
  const why = one.reason ? ` (${one.reason})` : "";
  console.log(`${one.source} ${one.id}: ${one.origin} to ${one.person} ${one.phone}, ${one.status}${why}`);
  for (const entry of one.timeline) console.log(`  ${entry.at}  ${describe(entry)}`);
  if (one.endpoint) console.log(`  sent through /${one.endpoint}`);
  if (one.wamid) console.log(`  at Meta ${one.wamid}`);
  if (one.cost) {
    const amount = (Number(one.cost.micros) / 1_000_000).toFixed(4);
    console.log(`  cost ${amount} ${one.cost.currency}${one.cost.confirmed ? "" : ", an estimate"}`);
  }
}

try {
  const { what, shop, url } = readOptions();
  const address = new URL("/operator/why", url);
  address.search = String(new URLSearchParams({ shop, what }));
  const answer = await call("GET", address.href, undefined, { authorization: `Bearer ${tokenFor(url)}` });
  const chains = z.array(chain).parse(answer);
  for (const one of chains) print(one);
  if (chains.length === 0) console.log(`Nothing of ${shop} goes by "${what}".`);
  process.exit(chains.length > 0 ? 0 : 1);
} catch (error) {
  console.error(error instanceof LocalRunError ? error.message : error);
  process.exit(2);
}
