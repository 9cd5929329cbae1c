import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, InlineStack, Text, TextField } from "@shopify/polaris";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat, useShell } from "#app/ui/shell.ts";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import type { action } from "./route.tsx";
import type { ThreadPage } from "./thread.server.ts";

/** Until when free words may be sent, or why they may not. */
function Window({ thread }: { readonly thread: ThreadPage }) {
  const { t } = useTranslation("thread");
  const format = useFormat();
  if (thread.leftMs > 0 && thread.openUntil)
    return (
      <InlineStack>
        <StatusBadge look="waiting">
          {t("open", { until: format.since(thread.openUntil), left: format.duration(thread.leftMs) })}
        </StatusBadge>
      </InlineStack>
    );
  return (
    <Banner tone="info" title={t(thread.openUntil ? "closed.title" : "closed.never")}>
      <p>{t("closed.what")}</p>
    </Banner>
  );
}

/** The field, whose words stay while the conversation is read anew around it. */
function useDraft() {
  const fetcher = useFetcher<typeof action>();
  const [text, setText] = useState("");
  const draft = useRef<string>();
  const busy = fetcher.state !== "idle";
  const answer = busy ? undefined : fetcher.data;
  const handled = useRef<typeof answer>();
  useEffect(() => {
    if (!answer || handled.current === answer) return;
    handled.current = answer;
    if (!answer.ok) return;
    draft.current = undefined;
    setText("");
  }, [answer]);
  const send = () => {
    if (busy || text.trim() === "") return;
    // One id until it is sent: a second press, or a try after a broken line, makes no second message.
    draft.current ??= crypto.randomUUID();
    fetcher.submit({ intent: "write", draft: draft.current, text }, { method: "post" });
  };
  return { text, setText, send, busy, problem: answer && !answer.ok ? answer.problem : undefined };
}

function Writing() {
  const { t } = useTranslation(["thread", "messages"]);
  const { pause } = useShell();
  const { text, setText, send, busy, problem } = useDraft();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    send();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the field inside has the focus, Polaris' own takes no key handler
    <div onKeyDown={onKeyDown}>
      <BlockStack gap="200">
        <TextField
          label={t("messages:replies.label")}
          value={text}
          multiline={3}
          maxLength={4096}
          autoComplete="off"
          error={problem ? t(`messages:replies.problem.${problem}`) : false}
          helpText={t(pause?.scope === "all" ? "messages:replies.paused" : "thread:keys")}
          onChange={setText}
        />
        <InlineStack>
          <Button variant="primary" loading={busy} disabled={text.trim() === ""} onClick={send}>
            {t("messages:replies.send")}
          </Button>
        </InlineStack>
      </BlockStack>
    </div>
  );
}

/** Says that nothing is left to answer, and takes it back. */
function Settling({ thread }: { readonly thread: ThreadPage }) {
  const { t } = useTranslation("thread");
  const fetcher = useFetcher<typeof action>();
  const busy = fetcher.state !== "idle";
  const post = (intent: "settle" | "reopen") => fetcher.submit({ intent }, { method: "post" });
  if (thread.waiting)
    return (
      <InlineStack>
        <Button loading={busy} onClick={() => post("settle")}>
          {t("settle")}
        </Button>
      </InlineStack>
    );
  return (
    <InlineStack gap="200" blockAlign="center">
      <Text as="p" tone="subdued">
        {t(thread.settled ? "settled" : "nothingWaits")}
      </Text>
      {thread.settled ? (
        <Button variant="plain" loading={busy} onClick={() => post("reopen")}>
          {t("undo")}
        </Button>
      ) : null}
    </InlineStack>
  );
}

/** The countdown, the answer field while it may be used, and the end of waiting. */
export function AnswerCard({ thread }: { readonly thread: ThreadPage }) {
  return (
    <BlockStack gap="300">
      <Window thread={thread} />
      {thread.leftMs > 0 ? <Writing /> : null}
      <Settling thread={thread} />
    </BlockStack>
  );
}
