import { useFetcher } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Box, Button, Card, InlineStack, List, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AdminModal } from "#app/ui/admin-modal.tsx";
import { useFormat } from "#app/ui/shell.ts";
import type { NumberPage } from "./number.server.ts";
import type { action } from "./route.tsx";

interface DisconnectModalProps {
  readonly number: NumberPage;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onDisconnect: () => void;
}

/** What stops, what stays, and how it comes back, before it is done. */
function DisconnectModal({ number, open, onClose, onDisconnect }: DisconnectModalProps) {
  const { t } = useTranslation("number");
  const format = useFormat();
  const { waiting, next } = number;
  return (
    <AdminModal id="disconnect-number" open={open} onHide={onClose}>
      <Box padding="400">
        <List>
          <List.Item>{next ? t("leave.next", { number: next }) : t("leave.stops")}</List.Item>
          <List.Item>{t("leave.waiting", { count: waiting, number: format.number(waiting) })}</List.Item>
          <List.Item>{t("leave.deaf")}</List.Item>
          <List.Item>{t("leave.kept")}</List.Item>
        </List>
      </Box>
      <TitleBar title={t("leave.title", { number: number.display })}>
        <button
          type="button"
          variant="primary"
          tone="critical"
          onClick={() => {
            onDisconnect();
            onClose();
          }}
        >
          {t("leave.do")}
        </button>
        <button type="button" onClick={onClose}>
          {t("leave.cancel")}
        </button>
      </TitleBar>
    </AdminModal>
  );
}

/** Whether messages leave from this number, and how it is let go or taken up again. */
export function UseCard({ number }: { readonly number: NumberPage }) {
  const { t } = useTranslation("number");
  const fetcher = useFetcher<typeof action>();
  const [asked, setAsked] = useState(false);
  const busy = fetcher.state !== "idle";
  const connected = number.state === "connected";
  const standing = number.state === "connected" ? (number.isDefault ? "default" : "spare") : number.state;
  const submit = (intent: "default" | "disconnect") => fetcher.submit({ intent }, { method: "post" });
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t("use.title")}
        </Text>
        <Text as="p">{t(`use.${standing}`)}</Text>
        {number.onBusinessApp && connected ? <Text as="p">{t("use.app")}</Text> : null}
        <InlineStack gap="200">
          {connected && !number.isDefault ? (
            <Button loading={busy} onClick={() => submit("default")}>
              {t("use.choose")}
            </Button>
          ) : null}
          {connected ? null : (
            <Button variant="primary" url={`/app/connect?number=${number.phoneNumberId}`}>
              {t("use.again")}
            </Button>
          )}
          {number.state === "disconnected" ? null : (
            <Button tone="critical" disabled={busy} onClick={() => setAsked(true)}>
              {t("leave.do")}
            </Button>
          )}
        </InlineStack>
      </BlockStack>
      <DisconnectModal
        number={number}
        open={asked}
        onClose={() => setAsked(false)}
        onDisconnect={() => submit("disconnect")}
      />
    </Card>
  );
}
