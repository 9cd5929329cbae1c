import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, InlineStack, Text, TextField } from "@shopify/polaris";
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useDraft } from "#app/ui/draft.ts";
import { useFormat, useShell } from "#app/ui/shell.ts";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { ReopenForm } from "./reopen-form.tsx";
import type { action } from "./route.tsx";
import type { ThreadPage } from "./thread.server.ts";

/** They came from an ad: until when Meta charges nothing. */
function Free({ thread }: { readonly thread: ThreadPage }) {
  const { t } = useTranslation("thread");
  const format = useFormat();
  if (!thread.free) return null;
  const { state, until } = thread.free;
  return (
    <InlineStack>
      <StatusBadge look={state === "open" ? "good" : "warning"}>
        {t(`free.${state}`, { until: format.since(until), person: thread.person || t("free.they") })}
      </StatusBadge>
    </InlineStack>
  );
}

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

/** The field, whose words stay until they were sent. */
function useAnswer(thread: ThreadPage) {
  const fetcher = useFetcher<typeof action>();
  const { id: draft, text, setText, sent } = useDraft(`thread:${thread.contactId}`);
  const underWay = useRef("");
  const { data } = fetcher;
  useEffect(() => {
    if (data?.ok) sent(underWay.current);
  }, [data, sent]);
  const busy = fetcher.state !== "idle";
  const send = () => {
    if (busy || text.trim() === "") return;
    underWay.current = text;
    fetcher.submit({ intent: "write", draft, text, seen: thread.seen }, { method: "post" });
  };
  return {
    text,
    setText,
    send,
    busy,
    problem: !busy && data?.ok === false && data.intent === "write" ? data.problem : undefined,
  };
}

interface WritingProps {
  readonly thread: ThreadPage;
  /** Whether free words may be sent now: what was typed before stays to be copied. */
  readonly open: boolean;
  /** Stands beside "Send". */
  readonly children: ReactNode;
}

function Writing({ thread, open, children }: WritingProps) {
  const { t } = useTranslation(["thread", "messages"]);
  const { pause } = useShell();
  const { text, setText, send, busy, problem } = useAnswer(thread);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    send();
  };
  if (!open && text === "") return children;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the field inside has the focus, Polaris' own takes no key handler
    <div onKeyDown={onKeyDown}>
      <BlockStack gap="200">
        <TextField
          label={t(open ? "messages:replies.label" : "messages:replies.notSent")}
          value={text}
          multiline={3}
          maxLength={4096}
          autoComplete="off"
          error={problem ? t(`messages:replies.problem.${problem}`) : false}
          {...(open
            ? { helpText: t(pause?.scope === "all" ? "messages:replies.paused" : "thread:keys") }
            : {})}
          onChange={setText}
        />
        <InlineStack gap="200" blockAlign="center">
          {open ? (
            <Button variant="primary" loading={busy} disabled={text.trim() === ""} onClick={send}>
              {t("messages:replies.send")}
            </Button>
          ) : null}
          {children}
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
  const post = (intent: "settle" | "reopen") =>
    fetcher.submit({ intent, seen: thread.seen }, { method: "post" });
  // On a page of older ones, what waits may stand on a newer one.
  if (thread.waiting && thread.seen === "") return null;
  if (thread.waiting)
    return (
      <div>
        <Button loading={busy} onClick={() => post("settle")}>
          {t("settle")}
        </Button>
      </div>
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
      <Free thread={thread} />
      <Writing thread={thread} open={thread.leftMs > 0}>
        <Settling thread={thread} />
      </Writing>
      {thread.leftMs <= 0 && thread.openUntil ? <ReopenForm offers={thread.offers} /> : null}
    </BlockStack>
  );
}
