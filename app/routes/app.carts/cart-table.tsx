import {
  BlockStack,
  Box,
  EmptyState,
  IndexTable,
  InlineStack,
  Link,
  Text,
  useBreakpoints,
} from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { CartStage } from "#app/modules/funnel/stages.ts";
import { useAddress } from "#app/routes/app.messages._index/address.ts";
import { reasonInside } from "#app/ui/message-words.ts";
import { useFormat } from "#app/ui/shell.ts";
import type { Cart, Carts } from "./carts.server.ts";

function Person({ cart }: { readonly cart: Cart }) {
  const { t } = useTranslation("carts");
  const name = (
    <Text as="span" fontWeight="semibold">
      {cart.person || t("someone")}
    </Text>
  );
  return (
    <BlockStack>
      {cart.storyId ? (
        <Link url={`/app/messages/${cart.storyId}`} dataPrimaryLink monochrome removeUnderline>
          {name}
        </Link>
      ) : (
        name
      )}
      <Text as="span" tone="subdued">
        {cart.phone}
      </Text>
    </BlockStack>
  );
}

/** What it waits for, or why it went no further. */
function Halt({ halt }: Pick<Cart, "halt">) {
  const { t } = useTranslation("carts");
  const { t: messages } = useTranslation(["messages", "common", "automations"]);
  const format = useFormat();
  const { why, until, reason, order } = halt;
  if (why === "waits") return until ? t("halt.waits", { until: format.since(until) }) : t("halt.waitsPlain");
  if (why === "ended") return t("halt.ended", { reason: reasonInside(reason ?? "", messages) });
  if (why === "bought" && order)
    return t("halt.order", {
      name: order.name,
      amount: format.money(order.totalMinor, order.currency),
    });
  return t(`halt.${why}`);
}

function WideRow({ cart }: { readonly cart: Cart }) {
  const format = useFormat();
  return (
    <>
      <IndexTable.Cell>
        <time dateTime={cart.at}>{format.since(cart.at)}</time>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Person cart={cart} />
      </IndexTable.Cell>
      <IndexTable.Cell>{format.money(cart.totalMinor, cart.currency)}</IndexTable.Cell>
      <IndexTable.Cell>
        <div className="cw-message-words">
          <Halt halt={cart.halt} />
        </div>
      </IndexTable.Cell>
    </>
  );
}

function NarrowRow({ cart }: { readonly cart: Cart }) {
  const format = useFormat();
  return (
    <div className="cw-message-narrow">
      <InlineStack align="space-between" blockAlign="start" gap="200" wrap={false}>
        <Person cart={cart} />
        <BlockStack inlineAlign="end">
          <Text as="span">{format.money(cart.totalMinor, cart.currency)}</Text>
          <Text as="span" tone="subdued">
            {format.since(cart.at)}
          </Text>
        </BlockStack>
      </InlineStack>
      <div className="cw-message-words">
        <Halt halt={cart.halt} />
      </div>
    </div>
  );
}

interface CartTableProps {
  readonly stage: CartStage;
  readonly carts: Carts;
}

/** The carts of a bar: a table, or on a phone a list of the same rows. */
export function CartTable({ stage, carts }: CartTableProps) {
  const { t } = useTranslation("carts");
  const go = useAddress();
  const condensed = useBreakpoints().smDown;
  const { rows, after, before } = carts;
  if (rows.length === 0)
    return (
      <Box paddingInline="400">
        <EmptyState heading={t(`empty.${stage}`)} image="">
          <p>{t("emptyText")}</p>
        </EmptyState>
      </Box>
    );
  return (
    <IndexTable
      resourceName={{ singular: t("rows.singular"), plural: t("rows.plural") }}
      itemCount={rows.length}
      selectable={false}
      condensed={condensed}
      headings={[
        { id: "time", title: t("column.time") },
        { id: "person", title: t("column.person") },
        { id: "total", title: t("column.total") },
        { id: "halt", title: t("column.halt") },
      ]}
      {...(after || before
        ? {
            pagination: {
              hasNext: after !== null,
              hasPrevious: before !== null,
              onNext: () => go({ after }),
              onPrevious: () => go({ before }),
            },
          }
        : {})}
    >
      {rows.map((cart, position) => (
        <IndexTable.Row key={cart.id} id={cart.id} position={position}>
          {condensed ? <NarrowRow cart={cart} /> : <WideRow cart={cart} />}
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}
