import type { InboundContent, InboundPayload } from "#app/integrations/meta/index.ts";
import { toMinor } from "#app/integrations/shopify/index.ts";
import { formatMinor } from "#app/platform/money.ts";

/** What the person said in their own words: typed, beside a picture, or on the button that was tapped. */
export function textOf(payload: InboundPayload): string | null {
  return wordsIn(payload.edit?.message ?? payload);
}

function wordsIn(content: InboundContent): string | null {
  const { interactive } = content;
  return (
    content.text?.body ??
    content.button?.text ??
    interactive?.button_reply?.title ??
    interactive?.list_reply?.title ??
    content.image?.caption ??
    content.video?.caption ??
    content.document?.caption ??
    content.order?.text ??
    null
  );
}

/** What the tapped button or row was made with, in whatever kind of message. */
export function tappedIn(payload: InboundPayload): string | undefined {
  const { button, interactive } = payload;
  return button?.payload ?? interactive?.button_reply?.id ?? interactive?.list_reply?.id;
}

/** The kind by which a message is shown: Meta's type, where it does not hide what it is. */
export function kindOf(payload: InboundContent): string {
  if (payload.audio?.voice) return "voice";
  if (payload.interactive?.nfm_reply) return "flow";
  if (payload.interactive?.payment_method) return "payment";
  return payload.type;
}

const lines = (parts: readonly (string | null | undefined)[]) => parts.filter(Boolean).join("\n") || null;

function orderLines({ order }: InboundContent, locale: string): string[] {
  const items = order?.product_items ?? [];
  const totals = new Map<string, bigint>();
  for (const { currency, quantity, item_price } of items) {
    const each = toMinor(item_price, currency) ?? 0n;
    totals.set(currency, (totals.get(currency) ?? 0n) + each * BigInt(quantity));
  }
  return [
    ...items.map((item) => `${item.quantity} × ${item.product_retailer_id}`),
    ...[...totals].map(([currency, minor]) => formatMinor(minor, currency, locale)),
  ];
}

/** The answers of a form as "name: answer"; the token in it is ours. `response_json` is JSON inside of a text. */
function flowLines(json: string | undefined): string[] {
  let answers: unknown;
  try {
    answers = JSON.parse(json ?? "null");
  } catch {
    return [];
  }
  if (typeof answers !== "object" || answers === null) return [];
  return Object.entries(answers).flatMap(([name, answer]) => {
    if (name === "flow_token") return [];
    return `${name}: ${typeof answer === "string" ? answer : JSON.stringify(answer)}`;
  });
}

function placeLines({ location }: InboundContent): (string | undefined)[] {
  if (!location) return [];
  const { name, address, latitude, longitude } = location;
  return name || address ? [name, address] : [`${latitude}, ${longitude}`];
}

function contactLines({ contacts }: InboundContent): string[] {
  return (contacts ?? []).map(({ name, phones }) =>
    [name?.formatted_name, phones?.[0]?.phone].filter(Boolean).join(" "),
  );
}

/**
 * What there is to read of a message, in no language but the person's own; null where its kind says everything.
 * @param locale BCP 47, for the total of an order
 */
export function readableText(
  payload: InboundContent & Partial<Pick<InboundPayload, "edit" | "reaction" | "system">>,
  locale: string,
): string | null {
  const content = payload.edit?.message ?? payload;
  const { interactive } = content;
  const flow = flowLines(interactive?.nfm_reply?.response_json);
  return lines([
    wordsIn(content),
    ...orderLines(content, locale),
    ...(flow.length > 0 ? flow : [interactive?.nfm_reply?.body]),
    interactive?.payment_method?.reference_id,
    content.document?.filename,
    ...placeLines(content),
    ...contactLines(content),
    payload.reaction?.emoji,
    payload.system?.body,
  ]);
}

/** The earlier message that this one concerns: the one that is answered, reacted to, changed or deleted. */
export function concernedBy(payload: InboundPayload): string | undefined {
  return (
    payload.reaction?.message_id ??
    payload.edit?.original_message_id ??
    payload.revoke?.original_message_id ??
    payload.context?.id
  );
}
