import type { Context } from "hono";
import type { z } from "zod";

/** Reads a JSON body. An empty one counts as `{}`. @throws ControlRefusal where it does not fit */
export async function bodyOf<T>(context: Context, shape: z.ZodType<T>): Promise<T> {
  const text = await context.req.text();
  const result = shape.safeParse(text === "" ? {} : parseOrUndefined(text));
  if (result.success) return result.data;
  throw new ControlRefusal(
    422,
    result.error.issues.map((issue) => `${issue.path.join(".") || "body"}: ${issue.message}`).join("; "),
  );
}

function parseOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Something that can't be done: 404 for what is not there, 422 for what makes no sense. */
export class ControlRefusal extends Error {
  readonly status: 404 | 422;

  constructor(status: 404 | 422, message: string) {
    super(message);
    this.status = status;
  }
}
