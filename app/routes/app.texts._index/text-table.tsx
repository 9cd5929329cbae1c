import { BlockStack, IndexTable, InlineStack, Link, Text, useBreakpoints } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { languageName, originName, textName } from "#app/ui/message-words.ts";
import { useFormat } from "#app/ui/shell.ts";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { TEXT_LOOK } from "#app/ui/text-chips.tsx";
import type { TextListRow } from "./list.server.ts";
import { QualityBadge } from "./quality-badge.tsx";

const WORDS = ["messages", "common", "automations", "texts"] as const;

function Name({ row }: { readonly row: TextListRow }) {
  const { t } = useTranslation(WORDS);
  return (
    <BlockStack>
      <Link url={`/app/texts/${row.id}`} dataPrimaryLink monochrome removeUnderline>
        <Text as="span" fontWeight="semibold">
          {row.purpose ? textName(row.purpose, t) : row.name}
        </Text>
      </Link>
      <Text as="span" tone="subdued" breakWord>
        {row.purpose ? row.name : t("texts:found.inAccount")}
      </Text>
    </BlockStack>
  );
}

/** Each language with what Meta says of it. */
function Languages({ row }: { readonly row: TextListRow }) {
  const { t } = useTranslation(WORDS);
  const format = useFormat();
  return (
    <div className="cw-message-words">
      <InlineStack gap="100">
        {row.languages.map(({ language, status, pausedUntil }) => (
          <StatusBadge key={language} look={TEXT_LOOK[status]}>
            {[
              languageName(language, t),
              pausedUntil && status === "paused"
                ? t("texts:pausedUntil", { until: format.since(pausedUntil) })
                : t(`common:textStatus.${status}`),
            ].join(" · ")}
          </StatusBadge>
        ))}
      </InlineStack>
    </div>
  );
}

function useFigures() {
  const { t } = useTranslation("texts");
  const format = useFormat();
  return (row: TextListRow) => ({
    delivered: format.number(Number(row.delivered)),
    cost:
      row.costs.length === 0
        ? t("noCost")
        : row.costs.map(({ micros, currency }) => format.cost(micros, currency)).join(" + "),
  });
}

function UsedBy({ row }: { readonly row: TextListRow }) {
  const { t } = useTranslation(WORDS);
  if (row.usedBy.length === 0) return <Text as="span" tone="subdued">{`${t("texts:usedBy.none")}`}</Text>;
  return <Text as="span">{row.usedBy.map(({ kind }) => originName(kind, t)).join(", ")}</Text>;
}

function WideRow({ row }: { readonly row: TextListRow }) {
  const { t } = useTranslation("texts");
  const figures = useFigures()(row);
  return (
    <>
      <IndexTable.Cell>
        <Name row={row} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Languages row={row} />
      </IndexTable.Cell>
      <IndexTable.Cell>{t(`category.${row.category as "MARKETING"}`, row.category)}</IndexTable.Cell>
      <IndexTable.Cell>
        <QualityBadge quality={row.quality} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" numeric>
          {figures.delivered}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" numeric>
          {figures.cost}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <UsedBy row={row} />
      </IndexTable.Cell>
    </>
  );
}

function NarrowRow({ row }: { readonly row: TextListRow }) {
  const { t } = useTranslation("texts");
  const figures = useFigures()(row);
  return (
    <div className="cw-message-narrow">
      <InlineStack align="space-between" blockAlign="start" gap="200" wrap={false}>
        <Name row={row} />
        <BlockStack inlineAlign="end">
          <Text as="span">{t("deliveredShort", { number: figures.delivered })}</Text>
          <Text as="span" tone="subdued">
            {figures.cost}
          </Text>
        </BlockStack>
      </InlineStack>
      <Languages row={row} />
    </div>
  );
}

/** The texts: a table, or on a phone a list of the same rows. */
export function TextTable({ rows }: { readonly rows: readonly TextListRow[] }) {
  const { t } = useTranslation("texts");
  const condensed = useBreakpoints().smDown;
  return (
    <IndexTable
      resourceName={{ singular: t("rows.singular"), plural: t("rows.plural") }}
      itemCount={rows.length}
      selectable={false}
      condensed={condensed}
      headings={[
        { id: "text", title: t("column.text") },
        { id: "languages", title: t("column.languages") },
        { id: "category", title: t("column.category") },
        { id: "quality", title: t("column.quality") },
        { id: "delivered", title: t("column.delivered") },
        { id: "cost", title: t("column.cost") },
        { id: "used", title: t("column.used") },
      ]}
    >
      {rows.map((row, position) => (
        <IndexTable.Row key={row.id} id={row.id} position={position}>
          {condensed ? <NarrowRow row={row} /> : <WideRow row={row} />}
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}
