import type { BusinessMessage } from "../chats.ts";

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function linkIn(holder: unknown): string | undefined {
  const link = member(member(holder, "image"), "link");
  return typeof link === "string" ? link : undefined;
}

function first(list: unknown, type: string): unknown {
  if (!Array.isArray(list)) return undefined;
  return list.find((one) => String(member(one, "type")).toLowerCase() === type);
}

/** Address of the picture that a message shows: a template's header, an interactive one's, or the message itself. */
export function linkOf({ payload }: Pick<BusinessMessage, "payload">): string | undefined {
  const header = first(member(payload.template, "components"), "header");
  const parameter = first(member(header, "parameters"), "image");
  return (
    linkIn(parameter) ?? linkIn(member(payload.interactive, "header")) ?? linkIn({ image: payload.image })
  );
}
