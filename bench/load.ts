import { Agent, request } from "undici";

export interface Posted {
  /** Milliseconds that each answer took, sorted. */
  readonly tookMs: readonly number[];
  /** Answers that were not the expected one. */
  readonly refused: number;
  readonly seconds: number;
}

export interface Delivery {
  readonly body: string | Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Sends everything with so many senders, as fast as the answers come, or at a steady pace.
 * @returns the seconds that it took
 */
async function pour<T>(
  things: readonly T[],
  send: (thing: T) => Promise<void>,
  options: { readonly connections: number; readonly perSecond?: number },
): Promise<number> {
  let next = 0;
  const started = performance.now();
  if (options.perSecond === undefined) {
    const sender = async () => {
      for (let one = things[next++]; one; one = things[next++]) await send(one);
    };
    await Promise.all(Array.from({ length: options.connections }, sender));
  } else {
    const under: Promise<void>[] = [];
    while (next < things.length) {
      const due = Math.min(things.length, ((performance.now() - started) / 1_000) * options.perSecond);
      while (next < due) {
        const one = things[next++];
        if (one) under.push(send(one));
      }
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await Promise.all(under);
  }
  return (performance.now() - started) / 1_000;
}

async function measured<T>(
  things: readonly T[],
  ask: (thing: T, dispatcher: Agent) => ReturnType<typeof request>,
  expected: number,
  options: { readonly connections: number; readonly perSecond?: number },
): Promise<Posted> {
  const dispatcher = new Agent({ connections: options.connections, pipelining: 1 });
  const tookMs: number[] = [];
  let refused = 0;
  const send = async (thing: T) => {
    const from = performance.now();
    const { statusCode, body } = await ask(thing, dispatcher);
    await body.dump();
    tookMs.push(performance.now() - from);
    if (statusCode !== expected) refused += 1;
  };
  const seconds = await pour(things, send, options);
  await dispatcher.close();
  return { tookMs: tookMs.sort((left, right) => left - right), refused, seconds };
}

/** Posts everything over so many connections, as fast as the answers come, or at a steady pace. */
export function post(
  url: string,
  deliveries: readonly Delivery[],
  options: { readonly connections: number; readonly perSecond?: number },
): Promise<Posted> {
  return measured(
    deliveries,
    (delivery, dispatcher) => request(url, { method: "POST", dispatcher, ...delivery }),
    200,
    options,
  );
}

/** Opens addresses as a phone's browser does, and follows none. @param expected status of each answer */
export function open(
  urls: readonly string[],
  expected: number,
  options: { readonly connections: number; readonly perSecond?: number },
): Promise<Posted> {
  const headers = { "user-agent": "Mozilla/5.0 (Linux; Android 16; Pixel 9) Chrome/148.0 Mobile" };
  return measured(urls, (url, dispatcher) => request(url, { dispatcher, headers }), expected, options);
}

export const percentile = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
