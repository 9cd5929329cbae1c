import { useFetcher } from "@remix-run/react";
import { Banner } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ResumeModal } from "./resume-modal.tsx";
import { useFormat, useShell } from "./shell.ts";

/** Says on every screen that sending stands still, since when, and how many messages wait. */
export function PausedBanner() {
  const { pause, waiting } = useShell();
  const { t } = useTranslation();
  const format = useFormat();
  const fetcher = useFetcher({ key: "resume" });
  const [asked, setAsked] = useState(false);
  if (!pause) return null;
  const who = pause.byMe ? "Me" : "Other";
  const title = t(`paused.${pause.scope}${who}`, { since: format.since(pause.since) });
  return (
    <>
      <Banner
        tone="warning"
        title={title}
        action={{
          content: t("paused.resume"),
          loading: fetcher.state !== "idle",
          onAction: () => setAsked(true),
        }}
      >
        {pause.reason ? <p>{t("paused.reason", { reason: pause.reason })}</p> : null}
        <p>{t("paused.waiting", { count: waiting, number: format.number(waiting) })}</p>
        <p>{t("paused.onResume")}</p>
      </Banner>
      <ResumeModal open={asked} onClose={() => setAsked(false)} />
    </>
  );
}
