import {
  BlockStack,
  Box,
  EmptyState,
  IndexTable,
  InlineStack,
  Link,
  Text,
  Thumbnail,
  Tooltip,
  useBreakpoints,
} from "@shopify/polaris";
import { CartIcon, ChatIcon } from "@shopify/polaris-icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { costWords, lookOf, statusNote, textLine } from "#app/ui/message-words.ts";
import { useFormat } from "#app/ui/shell.ts";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { useAddress } from "./address.ts";
import { type Asked, isNarrowed, UNFILTERED, USUAL_PERIOD } from "./filters.ts";
import type { Row } from "./list.server.ts";

/** First words of a message in the list. */
const WORDS_SHOWN = 80;

function Picture({ row }: { readonly row: Row }) {
  const { t } = useTranslation("messages");
  const icon = row.origin === "cart_recovery" ? CartIcon : ChatIcon;
  return <Thumbnail size="small" source={row.picture ?? icon} alt={row.picture ? t("phone.picture") : ""} />;
}

function Person({ row }: { readonly row: Row }) {
  const { t } = useTranslation("messages");
  return (
    <BlockStack>
      <Link url={`/app/messages/${row.id}`} dataPrimaryLink monochrome removeUnderline>
        <Text as="span" fontWeight="semibold">
          {row.person || t("someone")}
        </Text>
      </Link>
      <Text as="span" tone="subdued">
        {row.phone}
      </Text>
    </BlockStack>
  );
}

function Message({ row }: { readonly row: Row }) {
  const { t } = useTranslation(["messages", "common", "automations"]);
  const words = row.words ?? t(`messages:words.${row.status === "waiting" ? "waiting" : "ended"}`);
  const shown = words.length > WORDS_SHOWN ? `${words.slice(0, WORDS_SHOWN).trimEnd()}…` : words;
  return (
    <div className="cw-message-cell">
      <Picture row={row} />
      <div className="cw-message-words">
        <Text as="span" tone={row.words === null ? "subdued" : "base"}>
          {shown}
        </Text>
        <Text as="span" tone="subdued">
          {textLine(row, t)}
        </Text>
      </div>
    </div>
  );
}

/** The status as a word and an icon, and what explains it. */
function Status({ row }: { readonly row: Row }) {
  const { t } = useTranslation(["messages", "common", "automations"]);
  const { t: again } = useTranslation("again");
  const format = useFormat();
  const reason = statusNote(row, t, format);
  const note = row.sentAgain && reason ? again("note", { reason }) : reason;
  const help =
    row.status === "uncertain" && row.origin !== "cart_recovery"
      ? "uncertainOrder"
      : row.status === "held" || row.status === "read" || row.status === "uncertain"
        ? row.status
        : undefined;
  const badge = <StatusBadge look={lookOf(row.status)}>{t(`messages:status.${row.status}`)}</StatusBadge>;
  return (
    <div className="cw-message-status">
      {help ? <Tooltip content={t(`messages:statusHelp.${help}`)}>{badge}</Tooltip> : badge}
      {note ? (
        <Text as="span" tone="subdued" variant="bodySm">
          {note}
        </Text>
      ) : null}
    </div>
  );
}

function Result({ row }: { readonly row: Row }) {
  const { t } = useTranslation("messages");
  const format = useFormat();
  const { order } = row;
  const parts = [
    order
      ? t("result.order", { name: order.name, amount: format.money(order.revenueMinor, order.currency) })
      : null,
    !order && row.clicked ? t("result.tapped") : null,
    row.replied ? t("result.replied") : null,
  ].filter((part) => part !== null);
  return <Text as="span">{parts.length > 0 ? parts.join(" · ") : t("result.none")}</Text>;
}

function Cost({ row }: { readonly row: Row }) {
  const { t } = useTranslation(["messages", "common", "automations"]);
  const format = useFormat();
  return (
    <Text as="span" numeric>
      {costWords(row.cost, t, format)}
    </Text>
  );
}

function WideRow({ row }: { readonly row: Row }) {
  const format = useFormat();
  return (
    <>
      <IndexTable.Cell>
        <time dateTime={row.at}>{format.since(row.at)}</time>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Person row={row} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Message row={row} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Status row={row} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Result row={row} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Cost row={row} />
      </IndexTable.Cell>
    </>
  );
}

function NarrowRow({ row }: { readonly row: Row }) {
  const { t } = useTranslation(["messages", "common", "automations"]);
  const format = useFormat();
  return (
    <div className="cw-message-narrow">
      <InlineStack align="space-between" blockAlign="start" gap="200" wrap={false}>
        <Person row={row} />
        <Text as="span" tone="subdued">
          {format.since(row.at)}
        </Text>
      </InlineStack>
      <Message row={row} />
      <Status row={row} />
      <InlineStack gap="200">
        {row.order || row.clicked || row.replied ? <Result row={row} /> : null}
        {row.cost ? (
          <Text as="span" tone="subdued">
            {costWords(row.cost, t, format)}
          </Text>
        ) : null}
      </InlineStack>
    </div>
  );
}

type EmptyProps = Pick<MessageTableProps, "asked" | "after" | "lookedTo" | "empty">;

function Empty({ asked, after, lookedTo, empty }: EmptyProps) {
  const { t } = useTranslation("messages");
  const format = useFormat();
  const go = useAddress();
  if (lookedTo && after) {
    return (
      <EmptyState
        heading={t("further.title", { since: format.dateTime(lookedTo) })}
        action={{ content: t("further.action"), onAction: () => go({ after }) }}
        image=""
      />
    );
  }
  if (isNarrowed(asked) || asked.period !== USUAL_PERIOD) {
    return (
      <EmptyState
        heading={t("noMatch.title")}
        action={{
          content: t("noMatch.clear"),
          onAction: () => go(UNFILTERED),
        }}
        image=""
      />
    );
  }
  if (asked.view === "all") {
    return (
      <EmptyState heading={t("empty.title")} image="">
        {empty}
      </EmptyState>
    );
  }
  return asked.view === "replies" ? null : <EmptyState heading={t(`emptyView.${asked.view}`)} image="" />;
}

interface MessageTableProps {
  readonly asked: Asked;
  readonly rows: readonly Row[];
  readonly after: string | null;
  readonly before: string | null;
  /** Where looking ended before the page was full. */
  readonly lookedTo: string | null;
  /** What stands where there is no message at all yet. */
  readonly empty: ReactNode;
}

/** The list itself: a table, or on a phone a list of the same rows. */
export function MessageTable({ asked, rows, after, before, lookedTo, empty }: MessageTableProps) {
  const { t } = useTranslation("messages");
  const go = useAddress();
  const condensed = useBreakpoints().smDown;
  if (rows.length === 0) {
    return (
      <Box paddingInline="400">
        <Empty asked={asked} after={after} lookedTo={lookedTo} empty={empty} />
      </Box>
    );
  }
  const [first, ...others] = (["time", "person", "message", "status", "result", "cost"] as const).map(
    (id) => ({
      id,
      title: t(`column.${id}`),
    }),
  );
  if (!first) return null;
  return (
    <IndexTable
      resourceName={{ singular: t("rows.singular"), plural: t("rows.plural") }}
      itemCount={rows.length}
      selectable={false}
      condensed={condensed}
      headings={[first, ...others]}
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
      {rows.map((row, position) => (
        <IndexTable.Row key={row.id} id={row.id} position={position}>
          {condensed ? <NarrowRow row={row} /> : <WideRow row={row} />}
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}
