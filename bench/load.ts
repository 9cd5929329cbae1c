import { Agent, request } from "undici";

export interface Posted {
  /** Milliseconds that each answer took, sorted. */
  readonly tookMs: readonly number[];
  /** Answers that were not 200. */
  readonly refused: number;
  readonly seconds: number;
}

export interface Delivery {
  readonly body: string | Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** Posts everything over so many connections, as fast as the answers come, or at a steady pace. */
export async function post(
  url: string,
  deliveries: readonly Delivery[],
  options: { readonly connections: number; readonly perSecond?: number },
): Promise<Posted> {
  const dispatcher = new Agent({ connections: options.connections, pipelining: 1 });
  const tookMs: number[] = [];
  let refused = 0;
  let next = 0;
  const started = performance.now();
  const send = async (delivery: Delivery) => {
    const from = performance.now();
    const { statusCode, body } = await request(url, { method: "POST", dispatcher, ...delivery });
    await body.dump();
    tookMs.push(performance.now() - from);
    if (statusCode !== 200) refused += 1;
  };
  if (options.perSecond === undefined) {
    const sender = async () => {
      for (let one = deliveries[next++]; one; one = deliveries[next++]) await send(one);
    };
    await Promise.all(Array.from({ length: options.connections }, sender));
  } else {
    const under: Promise<void>[] = [];
    while (next < deliveries.length) {
      const due = Math.min(deliveries.length, ((performance.now() - started) / 1_000) * options.perSecond);
      while (next < due) {
        const one = deliveries[next++];
        if (one) under.push(send(one));
      }
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await Promise.all(under);
  }
  const seconds = (performance.now() - started) / 1_000;
  await dispatcher.close();
  return { tookMs: tookMs.sort((left, right) => left - right), refused, seconds };
}

export const percentile = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
