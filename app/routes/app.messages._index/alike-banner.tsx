import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Box, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { againWords } from "#app/ui/again-words.ts";
import { reasonWords } from "#app/ui/message-words.ts";
import { useFormat } from "#app/ui/shell.ts";
import { useAddress } from "./address.ts";
import type { List } from "./list.server.ts";
import type { action } from "./route.tsx";

type Alike = Extract<List, { list: "messages" }>["alike"];

/** What came of sending many again. */
function Sent({ sent }: { readonly sent: number }) {
  const { t } = useTranslation("again");
  const format = useFormat();
  const go = useAddress();
  if (sent === 0) return <Banner tone="warning" title={t("many.none")} />;
  return (
    <Banner
      tone="success"
      title={t("many.sent", { count: sent, number: format.number(sent) })}
      action={{ content: t("many.see"), onAction: () => go({ view: "waiting", reason: null }) }}
    />
  );
}

interface FailedProps {
  readonly alike: NonNullable<Alike>;
  readonly busy: boolean;
  readonly onSend: () => void;
}

function Failed({ alike, busy, onSend }: FailedProps) {
  const { t } = useTranslation(["messages", "common", "automations", "again"]);
  const format = useFormat();
  const go = useAddress();
  const { count, reason, forecast } = alike;
  const see = {
    content: t("messages:alike.action"),
    onAction: () => go({ view: "failed", reason }),
  };
  const send = {
    content: t("again:many.send", { count: forecast.send, number: format.number(forecast.send) }),
    onAction: onSend,
    loading: busy,
  };
  const [first, ...others] = [...(forecast.send > 0 ? [send] : []), ...(alike.shown ? [] : [see])];
  return (
    <Banner
      tone="critical"
      title={t("messages:alike.title", { count, number: format.number(count) })}
      {...(first ? { action: first } : {})}
      {...(others[0] ? { secondaryAction: others[0] } : {})}
    >
      <BlockStack gap="100">
        <Text as="p">
          {t("messages:alike.since", {
            reason: reasonWords(reason, t),
            since: format.since(alike.since),
          })}
        </Text>
        {forecast.stay.map((stay) => (
          <Text as="p" key={stay.why}>
            {t("again:many.stay", {
              count: stay.count,
              number: format.number(stay.count),
              why: againWords(stay.why, t),
            })}
          </Text>
        ))}
      </BlockStack>
    </Banner>
  );
}

/** Many messages failed for one reason: told once, above the rows, with what can be done about it. */
export function AlikeBanner({ alike }: { readonly alike: Alike }) {
  const fetcher = useFetcher<typeof action>();
  const sent = fetcher.data && "sent" in fetcher.data ? fetcher.data.sent : undefined;
  if (!alike && sent === undefined) return null;
  const onSend = () =>
    alike && fetcher.submit({ intent: "send-again", reason: alike.reason }, { method: "post" });
  return (
    <Box padding="400">
      <BlockStack gap="400">
        {sent === undefined ? null : <Sent sent={sent} />}
        {alike ? <Failed alike={alike} busy={fetcher.state !== "idle"} onSend={onSend} /> : null}
      </BlockStack>
    </Box>
  );
}
