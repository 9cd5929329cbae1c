import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { Throughput } from "#sandbox/meta/send/limits.ts";
import { newWamid } from "#sandbox/meta/wamid.ts";

/**
 * Meta's messages endpoint and nothing else, as fast as one process can be: the sandbox's own count of messages in a
 * sliding second, its answer, and a note of what was accepted. It is told how many messages a second a number has,
 * and asked for its count.
 */

interface Number_ {
  id: string;
  throughput: number;
}

const throughput = new Throughput();
const numbers = new Map<string, Number_>();
let usual = Number.POSITIVE_INFINITY;
let accepted = 0;
let limited = 0;
let duplicates = 0;
let seen = new Set<string>();

function numberOf(path: string): Number_ {
  const id = path.split("/")[2] ?? "";
  let number = numbers.get(id);
  if (!number) {
    number = { id, throughput: usual };
    numbers.set(id, number);
  }
  return number;
}

const RATE_LIMIT_HIT = JSON.stringify({
  error: { code: 130429, message: "(#130429) Rate limit hit", type: "OAuthException" },
});

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const body = JSON.parse(Buffer.concat(chunks).toString("utf8")) as {
      to: string;
      biz_opaque_callback_data: string;
    };
    if (!throughput.take(numberOf(request.url ?? "") as never)) {
      limited += 1;
      response.writeHead(429, { "content-type": "application/json" }).end(RATE_LIMIT_HIT);
      return;
    }
    const key = body.biz_opaque_callback_data;
    if (seen.has(key)) duplicates += 1;
    seen.add(key);
    accepted += 1;
    response.writeHead(200, { "content-type": "application/json" }).end(
      JSON.stringify({
        messaging_product: "whatsapp",
        contacts: [{ input: body.to, wa_id: body.to.slice(1) }],
        messages: [{ id: newWamid(), message_status: "accepted" }],
      }),
    );
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () =>
  console.log(JSON.stringify({ port: (server.address() as AddressInfo).port })),
);

createInterface({ input: process.stdin }).on("line", (line) => {
  const asked = JSON.parse(line) as { perSecond?: number | null };
  if (asked.perSecond !== undefined) {
    usual = asked.perSecond ?? Number.POSITIVE_INFINITY;
    numbers.clear();
    throughput.reset();
    accepted = 0;
    limited = 0;
    duplicates = 0;
    seen = new Set();
  }
  console.log(JSON.stringify({ accepted, limited, duplicates, at: performance.now() }));
});
process.on("SIGTERM", () => process.exit(0));
