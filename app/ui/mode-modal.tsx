import { useFetcher } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Box, ChoiceList, Text } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { AdminModal } from "./admin-modal.tsx";
import { type AutomationName, type BlockedWords, blockedWords, type ModeName } from "./automation-words.ts";
import { useFormat } from "./shell.ts";

export interface Switched {
  readonly kind: AutomationName;
  readonly mode: ModeName;
  readonly blocked: BlockedWords | null;
  /** People who are half-way. */
  readonly waiting: number;
}

interface ModeModalProps {
  readonly automation: Switched | null;
  readonly onClose: () => void;
}

/** Asks "watch first or go live?", or what a running automation should do now. */
export function ModeModal({ automation, onClose }: ModeModalProps) {
  const { t } = useTranslation(["messages", "common", "automations"]);
  const format = useFormat();
  const fetcher = useFetcher({ key: "automation-mode" });
  const [mode, setMode] = useState<ModeName>("watching");
  const running = automation !== null && automation.mode !== "off";
  const first = automation?.mode;
  const kind = automation?.kind;
  useEffect(() => {
    if (kind) setMode(first === "off" || first === undefined ? "watching" : first);
  }, [kind, first]);
  const isCart = kind === "cart_recovery";
  const name = kind ? t(`automations:name.${kind}`) : "";
  const waiting = automation?.waiting ?? 0;
  const halfWay =
    waiting > 0
      ? t("automations:off.text", { count: waiting, number: format.number(waiting) })
      : t("automations:off.none");

  function save() {
    if (kind) {
      fetcher.submit({ intent: "mode", mode }, { method: "post", action: `/app/automations/${kind}` });
    }
    onClose();
  }

  return (
    <AdminModal id="automation-mode" open={automation !== null} onHide={onClose}>
      <Box padding="400">
        <BlockStack gap="400">
          <ChoiceList
            title={t("automations:modeModal.choose")}
            titleHidden
            choices={[
              {
                value: "watching",
                label: t(running ? "automations:mode.watching" : "automations:modeModal.watching"),
                helpText: t("automations:modeModal.watchingHelp"),
              },
              {
                value: "live",
                label: t(running ? "automations:mode.live" : "automations:modeModal.live"),
                helpText: t(
                  isCart ? "automations:modeModal.liveCartHelp" : "automations:modeModal.liveOrderHelp",
                ),
              },
              ...(running
                ? [
                    {
                      value: "off",
                      label: t("automations:modeModal.off"),
                      helpText: `${t("automations:modeModal.offHelp")} ${halfWay}`,
                    },
                  ]
                : []),
            ]}
            selected={[mode]}
            onChange={([chosen]) => setMode((chosen ?? "watching") as ModeName)}
          />
          {automation?.blocked && mode === "live" ? (
            <Text as="p" tone="subdued">
              {`${blockedWords(automation.blocked, t)} ${t("automations:modeModal.blocked")}`}
            </Text>
          ) : null}
        </BlockStack>
      </Box>
      <TitleBar title={running ? name : t("automations:modeModal.title")}>
        <button type="button" variant="primary" onClick={save}>
          {t("automations:modeModal.do")}
        </button>
        <button type="button" onClick={onClose}>
          {t("automations:modeModal.cancel")}
        </button>
      </TitleBar>
    </AdminModal>
  );
}
