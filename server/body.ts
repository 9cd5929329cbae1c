import type { IncomingMessage } from "node:http";

/**
 * The request's bytes, or undefined when there are more than `limit`. By its events: an iterator over the chunks takes
 * longer than what is done with most bodies.
 * @throws Error when the connection ends before the body does
 */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  if (Number(request.headers["content-length"] ?? 0) > limit) return Promise.resolve(undefined);
  if (request.destroyed) return Promise.reject(new Error("the connection has ended"));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) {
        chunks.push(chunk);
        return;
      }
      // The rest stays where it is: who answers ends the connection.
      request.off("data", take).pause();
      resolve(undefined);
    };
    request.on("data", take);
    request.on("end", () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
    request.on("error", reject);
    request.on("close", () => reject(new Error("the connection ended before the body did")));
  });
}
