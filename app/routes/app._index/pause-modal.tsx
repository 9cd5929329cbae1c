import { useFetcher } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Box, ChoiceList, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AdminModal } from "#app/ui/admin-modal.tsx";

/** Asks what should stand still before it does. */
export function PauseModal({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation("home");
  const fetcher = useFetcher({ key: "pause" });
  const [scope, setScope] = useState("marketing");
  const [reason, setReason] = useState("");

  function pause() {
    fetcher.submit({ intent: "pause", scope, reason }, { method: "post", action: "/app" });
    onClose();
  }

  return (
    <AdminModal id="pause" open={open} onHide={onClose}>
      <Box padding="400">
        <BlockStack gap="400">
          <ChoiceList
            title={t("pause.what")}
            choices={[
              { value: "marketing", label: t("pause.marketing"), helpText: t("pause.marketingHelp") },
              { value: "all", label: t("pause.all"), helpText: t("pause.allHelp") },
            ]}
            selected={[scope]}
            onChange={([chosen]) => setScope(chosen ?? "marketing")}
          />
          <TextField
            label={t("pause.reason")}
            value={reason}
            maxLength={200}
            autoComplete="off"
            onChange={setReason}
          />
        </BlockStack>
      </Box>
      <TitleBar title={t("pause.title")}>
        <button type="button" variant="primary" tone="critical" onClick={pause}>
          {t("pause.do")}
        </button>
        <button type="button" onClick={onClose}>
          {t("pause.cancel")}
        </button>
      </TitleBar>
    </AdminModal>
  );
}
