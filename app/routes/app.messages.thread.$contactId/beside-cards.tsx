import { BlockStack, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/ui/shell.ts";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import type { ThreadPage } from "./thread.server.ts";

const CART_LOOK = { open: "waiting", completed: "good", deleted: "neutral" } as const;

function Cart({ cart }: { readonly cart: NonNullable<ThreadPage["lastCart"]> }) {
  const { t } = useTranslation("thread");
  const format = useFormat();
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="center">
        <Text as="p" fontWeight="medium">
          {format.money(cart.totalMinor, cart.currency)}
        </Text>
        <StatusBadge look={CART_LOOK[cart.state]}>{t(`cart.${cart.state}`)}</StatusBadge>
      </InlineStack>
      {cart.lines.map(({ title, quantity }) => (
        <Text key={title} as="p">
          {`${format.number(quantity)} × ${title}`}
        </Text>
      ))}
      {cart.more > 0 ? (
        <Text as="p" tone="subdued">
          {t("cart.more", { count: cart.more, number: format.number(cart.more) })}
        </Text>
      ) : null}
      <Text as="p" tone="subdued">
        {t("cart.touched", { at: format.since(cart.at) })}
      </Text>
    </BlockStack>
  );
}

function Order({ order }: { readonly order: NonNullable<ThreadPage["lastOrder"]> }) {
  const { t } = useTranslation("thread");
  const format = useFormat();
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="center">
        <Link url={order.url} target="_top">
          {order.name}
        </Link>
        <Text as="p" fontWeight="medium">
          {format.money(order.totalMinor, order.currency)}
        </Text>
        {order.cancelled ? <StatusBadge look="neutral">{t("order.cancelled")}</StatusBadge> : null}
        {!order.cancelled && order.fulfillmentStatus === "fulfilled" ? (
          <StatusBadge look="good">{t("order.shipped")}</StatusBadge>
        ) : null}
      </InlineStack>
      <Text as="p" tone="subdued">
        {t("order.placed", { at: format.since(order.placedAt) })}
      </Text>
    </BlockStack>
  );
}

/** What the person had in the cart and ordered last: most questions are about one of them. */
export function BesideCards({ thread }: { readonly thread: ThreadPage }) {
  const { t } = useTranslation("thread");
  const { lastCart, lastOrder } = thread;
  return (
    <>
      <Card>
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            {thread.person || t("someone")}
          </Text>
          {thread.phone ? <Text as="p">{thread.phone}</Text> : null}
        </BlockStack>
      </Card>
      <Card>
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            {t("cart.title")}
          </Text>
          {lastCart ? (
            <Cart cart={lastCart} />
          ) : (
            <Text as="p" tone="subdued">
              {t("cart.none")}
            </Text>
          )}
        </BlockStack>
      </Card>
      <Card>
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            {t("order.title")}
          </Text>
          {lastOrder ? (
            <Order order={lastOrder} />
          ) : (
            <Text as="p" tone="subdued">
              {t("order.none")}
            </Text>
          )}
        </BlockStack>
      </Card>
    </>
  );
}
