/** Anything that a local process did not do as asked. The message says who and what. */
export class LocalRunError extends Error {
  override readonly name = "LocalRunError";
}

const TIMEOUT_MS = 90_000;

/** Calls a process of this run and gives the answer's JSON. @throws LocalRunError on any status but 2xx */
export async function call(
  method: string,
  address: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const answer = await fetch(address, {
    method,
    headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const text = await answer.text();
  if (!answer.ok) {
    throw new LocalRunError(
      `${method} ${new URL(address).pathname} answered ${answer.status}: ${text.slice(0, 500)}`,
    );
  }
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
