import type { Context } from "hono";
import type { z } from "zod";

/** The body as JSON, checked; an empty one is an empty object. @throws ZodError, SyntaxError */
export async function bodyOf<Shape extends z.ZodType>(
  context: Context,
  shape: Shape,
): Promise<z.infer<Shape>> {
  const raw = await context.req.text();
  return shape.parse(raw === "" ? {} : JSON.parse(raw));
}
