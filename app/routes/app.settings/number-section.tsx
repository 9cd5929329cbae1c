import { Badge, BlockStack, Button, Card, InlineStack, Link, SkeletonBodyText, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { Later } from "#app/ui/later.tsx";
import { useFormat } from "#app/ui/shell.ts";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { MESSAGING_LIMITS } from "#contracts/meta/messaging-limits.ts";
import type { NumberRow } from "./settings.server.ts";

const LOOK = { connected: "good", disconnected: "neutral", revoked: "bad" } as const;
const QUALITY_LOOK = { GREEN: "good", YELLOW: "warning", RED: "bad" } as const;
function isQuality(rating: string | null): rating is keyof typeof QUALITY_LOOK {
  return rating !== null && rating in QUALITY_LOOK;
}

function useAllowance() {
  const { t } = useTranslation("settings");
  const format = useFormat();
  return (limit: string | null) => {
    if (limit === "TIER_UNLIMITED") return t("number.unlimited");
    const people = MESSAGING_LIMITS[limit ?? ""];
    return people ? t("number.allowance", { number: format.number(people) }) : t("number.allowanceUnknown");
  };
}

function NumberFacts({ number }: { readonly number: NumberRow }) {
  const { t } = useTranslation("settings");
  const format = useFormat();
  const allowance = useAllowance();
  const { qualityRating } = number;
  return (
    <BlockStack gap="200">
      <InlineStack gap="200" blockAlign="center">
        <Text as="h3" variant="headingSm">
          {number.verifiedName ?? number.displayPhoneNumber}
        </Text>
        <StatusBadge look={LOOK[number.state]}>{t(`number.state.${number.state}`)}</StatusBadge>
        {isQuality(qualityRating) ? (
          <StatusBadge look={QUALITY_LOOK[qualityRating]}>{t(`number.quality.${qualityRating}`)}</StatusBadge>
        ) : null}
        {number.isDefault ? null : <Badge>{t("number.spare")}</Badge>}
      </InlineStack>
      <Text as="p">{number.displayPhoneNumber}</Text>
      <Text as="p">{allowance(number.messagingLimit)}</Text>
      <Text as="p" tone="subdued">
        {t("number.speed", { count: number.throughput, number: format.number(number.throughput) })}
        {number.checkedAt ? ` ${t("number.checked", { at: format.dateTime(number.checkedAt) })}` : ""}
      </Text>
      <Link url={`/app/numbers/${number.phoneNumberId}`}>{t("number.page")}</Link>
    </BlockStack>
  );
}

function Numbers({ numbers }: { readonly numbers: readonly NumberRow[] }) {
  const { t } = useTranslation("settings");
  const working = numbers.some((number) => number.state === "connected");
  return (
    <BlockStack gap="400">
      {numbers.map((number) => (
        <Card key={number.phoneNumberId}>
          <NumberFacts number={number} />
        </Card>
      ))}
      <div className="cw-between-cards">
        <Button url="/app/connect" variant={working ? "secondary" : "primary"}>
          {t(working ? "number.change" : "number.connect")}
        </Button>
      </div>
    </BlockStack>
  );
}

/** The shop's numbers, and the way to one more. */
export function NumberSection({ data }: { readonly data: Promise<readonly NumberRow[]> }) {
  return (
    <Later data={data} skeleton={<SkeletonBodyText lines={5} />} place="bare">
      {(numbers) => <Numbers numbers={numbers} />}
    </Later>
  );
}
