import { BlockStack, Link, Text } from "@shopify/polaris";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Formatters } from "#app/i18n/format.ts";
import { reasonInside, type Translate } from "#app/ui/message-words.ts";
import { useFormat } from "#app/ui/shell.ts";
import type { Detail, Entry, Order } from "./detail.server.ts";
import { factWords } from "./seen-facts.ts";

interface Told {
  readonly title: string;
  readonly more?: string;
  readonly look?: "good" | "bad" | "quiet";
  /** Where that is told. */
  readonly link?: { readonly url: string; readonly words: string };
}

const CAUSES = [
  "checkouts_create",
  "checkouts_update",
  "orders_create",
  "orders_updated",
  "orders_paid",
  "orders_cancelled",
  "fulfillments_create",
  "fulfillments_update",
  "fulfillment_events_create",
  "refunds_create",
] as const;

function tellCause(topic: string, t: Translate): Told {
  const known = CAUSES.find((one) => one === topic.toLowerCase().replace("/", "_"));
  return { title: t(`messages:entry.cause.${known ?? "other"}`, { topic }) };
}

function tellDecision(
  entry: Extract<Entry, { kind: "decided" | "postponed" }>,
  t: Translate,
  format: Formatters,
): Told {
  const seen = factWords(entry.facts, t, format).join(", ");
  const more = seen ? { more: seen } : {};
  if (entry.kind === "postponed") {
    const reason = reasonInside(entry.reason, t);
    const times = entry.times > 1 ? t("messages:entry.times", { count: entry.times }) : "";
    return {
      title: entry.until
        ? t("messages:entry.postponedUntil", { until: format.dateTime(entry.until), reason })
        : t("messages:entry.postponed", { reason }),
      more: [times, seen].filter(Boolean).join(" "),
      look: "quiet",
    };
  }
  if (entry.outcome === "sent") return { title: t("messages:entry.decidedSent"), ...more };
  if (entry.outcome === "watched") return { title: t("messages:entry.decidedWatched"), ...more };
  const reason = reasonInside(entry.reason, t);
  return { title: t("messages:entry.decidedEnded", { reason }), ...more, look: "quiet" };
}

type TranslatePage = TFunction<["messages", "common", "automations", "again"]>;

function tell(entry: Entry, detail: Detail, t: TranslatePage, format: Formatters): Told {
  switch (entry.kind) {
    case "cause":
      return tellCause(entry.topic, t);
    case "began":
      return {
        title: t(
          detail.origin === "cart_recovery" ? "messages:entry.beganCart" : "messages:entry.beganOrder",
        ),
      };
    case "postponed":
    case "decided":
      return tellDecision(entry, t, format);
    case "ended":
    case "suppressed": {
      const reason = reasonInside(entry.reason ?? "refused", t);
      return { title: t(`messages:entry.${entry.kind}`, { reason }), look: "quiet" };
    }
    case "failed":
      return {
        title: entry.reason
          ? t("messages:entry.failed", { reason: reasonInside(entry.reason, t) })
          : t("messages:entry.failedPlain"),
        look: "bad",
      };
    case "uncertain":
      return { title: t("messages:entry.uncertain"), look: "bad" };
    case "tapped":
      return {
        title: t("messages:entry.tapped"),
        ...(entry.clicks > 1 ? { more: t("messages:entry.taps", { count: entry.clicks }) } : {}),
        look: "good",
      };
    case "replied":
      return {
        title: entry.text
          ? t("messages:entry.replied", { text: entry.text })
          : t("messages:entry.repliedPlain"),
        look: "good",
      };
    case "asked":
      return {
        title: entry.text ? t("messages:entry.asked", { text: entry.text }) : t("messages:entry.askedPlain"),
      };
    case "answered":
      return {
        title: t(entry.messageId ? "messages:entry.answered" : "messages:entry.answeredElse"),
        ...(entry.messageId
          ? { link: { url: `/app/messages/${entry.messageId}`, words: t("messages:entry.toAnswer") } }
          : {}),
        look: "good",
      };
    case "reacted":
      return {
        title: entry.text
          ? t("messages:entry.reacted", { emoji: entry.text })
          : t("messages:entry.reactionTaken"),
        look: "good",
      };
    case "given_up":
      return { title: t("messages:givenUp", { duration: format.duration(entry.afterMs) }), look: "bad" };
    case "resent":
    case "sent_again":
      return tellAgain(entry, t);
    case "ordered":
      return tellOrder(entry.order, t, format);
    default:
      return { title: t(`messages:entry.${entry.kind}`), look: entry.kind === "held" ? "quiet" : "good" };
  }
}

function tellAgain(entry: Extract<Entry, { kind: "resent" | "sent_again" }>, t: TranslatePage): Told {
  const words = t(`again:entry.${entry.kind === "resent" ? "first" : "second"}`);
  return {
    title: t(`again:entry.${entry.kind}`),
    link: { url: `/app/messages/${entry.message}`, words },
    look: "quiet",
  };
}

function tellOrder(order: Order, t: Translate, format: Formatters): Told {
  const minor = order.counted ? order.revenueMinor : order.totalMinor;
  const values = { name: order.name, amount: format.money(minor, order.currency) };
  if (order.counted) return { title: t("messages:entry.orderCounted", values), look: "good" };
  const rule = t(`messages:rule.${order.rule as "cancelled"}`, { defaultValue: order.rule });
  return { title: t("messages:entry.orderNot", { ...values, rule }), look: "quiet" };
}

/** What happened to a message, in the shop's time, from the webhook that began it to the order that came of it. */
export function Timeline({ detail }: { readonly detail: Detail }) {
  const { t } = useTranslation(["messages", "common", "automations", "again"]);
  const format = useFormat();
  const told = detail.timeline.map((entry) => ({
    at: entry.at,
    delivery: entry.delivery,
    ...tell(entry, detail, t, format),
  }));
  return (
    <ol className="cw-timeline">
      {told.map(({ at, title, more, look, link, delivery }) => (
        <li key={`${at} ${title}`} data-look={look}>
          <BlockStack>
            <Text as="span" tone="subdued" variant="bodySm">
              <time dateTime={at}>{format.dateTime(at)}</time>
            </Text>
            <Text as="span" fontWeight="medium">
              {title}
            </Text>
            {more ? (
              <Text as="span" tone="subdued">
                {more}
              </Text>
            ) : null}
            {link ? (
              <Text as="span">
                <Link url={link.url}>{link.words}</Link>
              </Text>
            ) : null}
            {delivery ? (
              <Text as="span" tone="subdued" variant="bodySm" breakWord>
                {t("messages:entry.webhook", { id: delivery })}
              </Text>
            ) : null}
          </BlockStack>
        </li>
      ))}
    </ol>
  );
}
