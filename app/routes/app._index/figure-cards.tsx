import {
  BlockStack,
  Box,
  Button,
  Card,
  InlineGrid,
  Popover,
  SkeletonBodyText,
  SkeletonDisplayText,
  Text,
} from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Later } from "#app/ui/later.tsx";
import { useFormat } from "#app/ui/shell.ts";
import { Sparkline } from "#app/ui/sparkline.tsx";
import { currencyExponent } from "#contracts/shopify/currency-exponents.ts";
import type { readHomeFigures } from "./home.server.ts";
import { changeOf, salesPerCost, type Total } from "./totals.ts";

type Figures = Awaited<ReturnType<typeof readHomeFigures>>;
type FigureName = "sales" | "cost" | "return" | "consents";
const FIGURES: readonly FigureName[] = ["sales", "cost", "return", "consents"];

interface Shown {
  readonly value: string;
  /** What stands under the value. */
  readonly note: string;
  readonly points: readonly number[];
}

/** "How is this counted?" folds out beside the figure. */
function HowCounted({ figure }: { readonly figure: FigureName }) {
  const { t } = useTranslation("home");
  const [open, setOpen] = useState(false);
  return (
    <Popover
      active={open}
      onClose={() => setOpen(false)}
      activator={
        <Button variant="plain" textAlign="start" onClick={() => setOpen(!open)}>
          {t("figures.how")}
        </Button>
      }
    >
      <Box padding="400" maxWidth="20rem">
        <Text as="p">{t(`figures.${figure}.how`)}</Text>
      </Box>
    </Popover>
  );
}

function useShown(figures: Figures): (name: FigureName) => Shown {
  const { t } = useTranslation("home");
  const format = useFormat();
  const [sales, ...otherSales] = figures.sales;
  const [cost] = figures.cost;
  const [orders] = figures.orders;
  const [consents] = figures.consents;
  const [optOuts] = figures.optOuts;

  function compared(total: Total | undefined): string {
    const change = total ? changeOf(total) : null;
    if (change === null) return t("figures.noBefore");
    if (Math.abs(change) < 0.0005) return t("figures.same");
    const signed = `${change >= 0 ? "+" : "−"}${format.percent(Math.abs(change))}`;
    return t("figures.change", { change: signed });
  }

  function salesShown(): Shown {
    const value = sales ? format.money(sales.amount, sales.currency) : t("figures.unknown");
    const others = otherSales.map((total) => format.money(total.amount, total.currency));
    const count = Number(orders?.amount ?? 0);
    return {
      value: [value, ...others].join(" · "),
      note: `${t("figures.sales.orders", { count, number: format.number(count) })} · ${compared(sales)}`,
      points: sales?.series ?? [],
    };
  }

  function returnShown(): Shown {
    const exponent = currencyExponent(sales?.currency ?? "");
    const each = sales && cost ? salesPerCost(sales, exponent, cost) : null;
    if (each === null || !sales || !cost) {
      return { value: t("figures.unknown"), note: t("figures.return.noCost"), points: [] };
    }
    const same = sales.currency === cost.currency;
    const amount = BigInt(Math.round(each * 10 ** exponent));
    return {
      value: same ? `${format.number(Math.round(each * 10) / 10)} ×` : format.money(amount, sales.currency),
      note: same
        ? t("figures.return.same")
        : t("figures.return.each", { unit: format.cost(1_000_000n, cost.currency) }),
      points: [],
    };
  }

  return (name) => {
    if (name === "sales") return salesShown();
    if (name === "return") return returnShown();
    if (name === "cost") {
      return {
        value: cost ? format.cost(cost.amount, cost.currency) : t("figures.unknown"),
        note: compared(cost),
        points: cost?.series ?? [],
      };
    }
    const stopped = Number(optOuts?.amount ?? 0);
    return {
      value: format.number(Number(consents?.amount ?? 0)),
      note: t("figures.consents.optOuts", { count: stopped, number: format.number(stopped) }),
      points: consents?.series ?? [],
    };
  };
}

function FigureSkeleton() {
  return (
    <BlockStack gap="200">
      <SkeletonDisplayText size="medium" />
      <SkeletonBodyText lines={3} />
    </BlockStack>
  );
}

function FigureContent({ figures, name }: { readonly figures: Figures; readonly name: FigureName }) {
  const { t } = useTranslation("home");
  const { value, note, points } = useShown(figures)(name);
  return (
    <div className="cw-figure">
      <Text as="p" variant="headingLg">
        {value}
      </Text>
      <Text as="p" tone="subdued" variant="bodySm">
        {note}
      </Text>
      <Box minHeight="2rem">
        {points.length > 1 ? <Sparkline points={points} label={t("figures.course")} /> : null}
      </Box>
      <HowCounted figure={name} />
    </div>
  );
}

/** The four figures that say what came of it. */
export function FigureCards({ data }: { readonly data: Promise<Figures> }) {
  const { t } = useTranslation("home");
  return (
    <InlineGrid columns={{ xs: 1, sm: 2, md: 4 }} gap="400">
      {FIGURES.map((name) => (
        <Card key={name}>
          <BlockStack gap="200">
            <Text as="h3" variant="headingSm">
              {t(`figures.${name}.title`)}
            </Text>
            <Box minHeight="7.5rem">
              <Later data={data} skeleton={<FigureSkeleton />}>
                {(figures) => <FigureContent figures={figures} name={name} />}
              </Later>
            </Box>
          </BlockStack>
        </Card>
      ))}
    </InlineGrid>
  );
}
