import {
  BlockStack,
  Box,
  Button,
  Card,
  InlineStack,
  Link,
  Popover,
  SkeletonBodyText,
  Text,
} from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Foldable } from "#app/ui/foldable.tsx";
import { Later } from "#app/ui/later.tsx";
import { useFormat } from "#app/ui/shell.ts";
import type { OrderRow, readRecovered } from "./home.server.ts";

type Recovered = Awaited<ReturnType<typeof readRecovered>>;
type TextName = "cart_reminder_1" | "cart_reminder_2";

function useTextName() {
  const { t } = useTranslation("common");
  return (purpose: string | null) =>
    purpose ? t(`texts.${purpose as TextName}`, { defaultValue: purpose }) : t("unknown");
}

/** The whole reckoning of one order: what was tapped when, which days count, what was refunded. */
function WhyCounted({ order }: { readonly order: OrderRow }) {
  const { t } = useTranslation("home");
  const format = useFormat();
  const textName = useTextName();
  const [open, setOpen] = useState(false);
  const lines = [
    order.tappedAt
      ? t("recovered.why.tapped", { text: textName(order.purpose), at: format.dateTime(order.tappedAt) })
      : null,
    t("recovered.why.placed", { at: format.dateTime(order.placedAt) }),
    order.attributionDays === null ? null : t("recovered.why.days", { count: order.attributionDays }),
    order.refundedMinor === "0"
      ? null
      : t("recovered.why.refunded", { amount: format.money(order.refundedMinor, order.currency) }),
    t("recovered.why.amount", { amount: format.money(order.revenueMinor, order.currency) }),
  ].filter((line) => line !== null);
  return (
    <Popover
      active={open}
      onClose={() => setOpen(false)}
      activator={
        <Button
          variant="plain"
          onClick={() => setOpen(!open)}
          accessibilityLabel={`${t("recovered.why.title")} ${order.orderName}`}
        >
          {t("recovered.why.title")}
        </Button>
      }
    >
      <Box padding="400" maxWidth="22rem">
        <BlockStack gap="200">
          {lines.map((line) => (
            <Text as="p" key={line}>
              {line}
            </Text>
          ))}
          {order.messageId ? (
            <Link url={`/app/messages/${order.messageId}`}>{t("recovered.why.message")}</Link>
          ) : null}
        </BlockStack>
      </Box>
    </Popover>
  );
}

function CountedOrder({ order }: { readonly order: OrderRow }) {
  const { t } = useTranslation("home");
  const format = useFormat();
  const textName = useTextName();
  const before = order.tappedAt
    ? // Shopify's times are whole seconds: an order can seem to lie a moment before its tap.
      format.duration(Math.max(0, new Date(order.placedAt).getTime() - new Date(order.tappedAt).getTime()))
    : null;
  return (
    <li className="cw-row">
      <InlineStack gap="200" blockAlign="center">
        <Link url={order.url} target="_top">
          {order.orderName}
        </Link>
        <Text as="span">{order.person ?? t("recovered.someone")}</Text>
      </InlineStack>
      <Text as="span" numeric fontWeight="semibold">
        {format.money(order.revenueMinor, order.currency)}
      </Text>
      <Text as="span" tone="subdued">
        {before ? t("recovered.tapped", { text: textName(order.purpose), before }) : null}
      </Text>
      <WhyCounted order={order} />
    </li>
  );
}

function NotCounted({ rows, count }: { readonly rows: readonly OrderRow[]; readonly count: number }) {
  const { t } = useTranslation("home");
  const format = useFormat();
  if (count === 0) return null;
  return (
    <Foldable label={t("recovered.not.title", { count, number: format.number(count) })}>
      <ul className="cw-list">
        {rows.map((order) => (
          <li key={order.id}>
            <Link url={order.url} target="_top">
              {order.orderName}
            </Link>{" "}
            {t(`recovered.not.${order.rule === "tapped" ? "not_tapped" : order.rule}`)}
          </li>
        ))}
      </ul>
    </Foldable>
  );
}

function Orders({ counted, not, notCounted }: Recovered) {
  const { t } = useTranslation("home");
  return (
    <BlockStack gap="300">
      {counted.length === 0 ? (
        <Text as="p" tone="subdued">
          {t("recovered.empty")}
        </Text>
      ) : (
        <ul className="cw-rows">
          {counted.map((order) => (
            <CountedOrder key={order.id} order={order} />
          ))}
        </ul>
      )}
      <NotCounted rows={not} count={notCounted} />
    </BlockStack>
  );
}

/** The latest orders that messages brought back, and why each is counted. */
export function RecoveredCard({ data }: { readonly data: Promise<Recovered> }) {
  const { t } = useTranslation("home");
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("recovered.title")}
        </Text>
        <Box minHeight="4rem">
          <Later data={data} skeleton={<SkeletonBodyText lines={5} />}>
            {(recovered) => <Orders {...recovered} />}
          </Later>
        </Box>
      </BlockStack>
    </Card>
  );
}
