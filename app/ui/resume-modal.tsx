import { useFetcher } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Box, List, SkeletonBodyText, Text } from "@shopify/polaris";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { loader } from "#app/routes/app.resume/route.ts";
import { AdminModal } from "./admin-modal.tsx";
import { originName } from "./message-words.ts";
import { useFormat } from "./shell.ts";

/** Says what leaves and what does not, before sending goes on. */
export function ResumeModal({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { t: words } = useTranslation(["messages", "common", "automations"]);
  const format = useFormat();
  const resume = useFetcher({ key: "resume" });
  const { load, data, state } = useFetcher<typeof loader>();

  useEffect(() => {
    if (open) load("/app/resume");
  }, [open, load]);

  function go() {
    resume.submit({ intent: "resume" }, { method: "post", action: "/app" });
    onClose();
  }

  const counted = (key: "leave" | "later" | "tooOld" | "dropped", count: number) =>
    t(`resuming.${key}`, { count, number: format.number(count) });

  return (
    <AdminModal id="resume" open={open} onHide={onClose}>
      <Box padding="400">
        {data && state === "idle" ? (
          <BlockStack gap="300">
            <List>
              <List.Item>{counted("leave", data.leave)}</List.Item>
              {data.later > 0 ? <List.Item>{counted("later", data.later)}</List.Item> : null}
              {data.tooOld.count > 0 ? (
                <List.Item>
                  {counted("tooOld", data.tooOld.count)}
                  <List>
                    {data.tooOld.some.map(({ person, origin }, index) => (
                      <List.Item key={`${person} ${origin} ${String(index)}`}>
                        {t("resuming.one", {
                          person: person || t("resuming.someone"),
                          origin: originName(origin, words),
                        })}
                      </List.Item>
                    ))}
                  </List>
                </List.Item>
              ) : null}
              {data.dropped > 0 ? <List.Item>{counted("dropped", data.dropped)}</List.Item> : null}
            </List>
            {data.more ? (
              <Text as="p" tone="subdued">
                {t("resuming.more")}
              </Text>
            ) : null}
          </BlockStack>
        ) : (
          <SkeletonBodyText lines={3} />
        )}
      </Box>
      <TitleBar title={t("resuming.title")}>
        <button type="button" variant="primary" onClick={go}>
          {t("paused.resume")}
        </button>
        <button type="button" onClick={onClose}>
          {t("cancel")}
        </button>
      </TitleBar>
    </AdminModal>
  );
}
