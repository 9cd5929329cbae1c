import { BlockStack, Box, Card, Link, SkeletonBodyText, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { Later } from "#app/ui/later.tsx";
import { useFormat } from "#app/ui/shell.ts";
import type { readWaiting } from "./home.server.ts";

type Waiting = Awaited<ReturnType<typeof readWaiting>>;

function Items({ replies, freeFormMs, firstContactId, rejectedTexts }: Waiting) {
  const { t } = useTranslation("home");
  const format = useFormat();
  if (replies + rejectedTexts === 0) {
    return (
      <Text as="p" tone="subdued">
        {t("waiting.nothing")}
      </Text>
    );
  }
  return (
    <BlockStack gap="200">
      {replies > 0 ? (
        <Text as="p">
          <Link url="/app/messages?view=replies">
            {t("waiting.replies", { count: replies, number: format.number(replies) })}
          </Link>
          {", "}
          {freeFormMs === null || firstContactId === null ? (
            t("waiting.windowClosed")
          ) : (
            <Link url={`/app/messages/thread/${firstContactId}`}>
              {t("waiting.window", { left: format.duration(freeFormMs) })}
            </Link>
          )}
        </Text>
      ) : null}
      {rejectedTexts > 0 ? (
        <Text as="p">
          <Link url="/app/texts">
            {t("waiting.rejected", { count: rejectedTexts, number: format.number(rejectedTexts) })}
          </Link>
        </Text>
      ) : null}
    </BlockStack>
  );
}

/** What only the merchant can do next. */
export function WaitingCard({ data }: { readonly data: Promise<Waiting> }) {
  const { t } = useTranslation("home");
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("waiting.title")}
        </Text>
        <Box minHeight="3rem">
          <Later data={data} skeleton={<SkeletonBodyText lines={2} />}>
            {(waiting) => <Items {...waiting} />}
          </Later>
        </Box>
      </BlockStack>
    </Card>
  );
}
