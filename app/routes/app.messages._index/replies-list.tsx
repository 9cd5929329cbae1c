import { useFetcher } from "@remix-run/react";
import {
  Banner,
  BlockStack,
  Box,
  Button,
  EmptyState,
  InlineStack,
  Link,
  Pagination,
  Text,
  TextField,
} from "@shopify/polaris";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { keepDraft, useDraft } from "#app/ui/draft.ts";
import { kindWords, originName, reasonInside } from "#app/ui/message-words.ts";
import { PhoneText } from "#app/ui/phone-preview.tsx";
import { useFormat, useShell } from "#app/ui/shell.ts";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { useAddress } from "./address.ts";
import type { Reply } from "./list.server.ts";
import type { action } from "./route.tsx";

const WORDS_SHOWN = 60;

const shorten = (words: string) => (words.length > WORDS_SHOWN ? `${words.slice(0, WORDS_SHOWN)}…` : words);

function Said({ reply }: { readonly reply: Reply }) {
  const { t } = useTranslation("messages");
  const kind = kindWords(reply.kind, reply.text !== null, t);
  return (
    <BlockStack gap="100">
      {kind ? (
        <Text as="p" tone="subdued">
          {kind}
        </Text>
      ) : null}
      {reply.text === null ? null : (
        <blockquote className="cw-reply">
          <PhoneText text={reply.text} />
        </blockquote>
      )}
    </BlockStack>
  );
}

/** What the reply belongs to: the message it answers, what it stopped, the person's last order. */
function Around({ reply }: { readonly reply: Reply }) {
  const { t } = useTranslation(["messages", "common", "automations"]);
  const format = useFormat();
  const { answers, failedAnswer, lastOrder } = reply;
  return (
    <BlockStack gap="050">
      {answers ? (
        <Link url={`/app/messages/${answers.id}`} monochrome>
          {t("messages:replies.answers", {
            origin: originName(answers.origin, t),
            words: shorten(answers.words),
          })}
        </Link>
      ) : null}
      {failedAnswer ? (
        <Text as="p" tone="critical">
          {t("messages:replies.answerFailed", {
            words: shorten(failedAnswer.words),
            reason: reasonInside(failedAnswer.reason, t),
          })}
        </Text>
      ) : null}
      {reply.stoppedCart ? (
        <Text as="p" tone="subdued">
          {t("messages:replies.stopped")}
        </Text>
      ) : null}
      {lastOrder ? (
        <Text as="p" tone="subdued">
          {t("messages:replies.lastOrder", {
            name: lastOrder.name,
            amount: format.money(lastOrder.totalMinor, lastOrder.currency),
            date: format.date(lastOrder.placedAt),
          })}
        </Text>
      ) : null}
    </BlockStack>
  );
}

/** Answers or settles one reply; what was typed stays until it was sent. */
function useAnswer(reply: Reply, onTyping: (typing: boolean) => void) {
  const { t } = useTranslation("messages");
  const fetcher = useFetcher<typeof action>({ key: `answer-${reply.id}` });
  const { id: draft, text, touched, setText, sent } = useDraft(`reply:${reply.id}`);
  const underWay = useRef({ draft: "", text: "" });
  const { data } = fetcher;
  useEffect(() => {
    if (!data) return;
    // The row is about to go: somebody else has answered it.
    if (!data.ok && data.problem === "answered" && underWay.current.text !== "") {
      keepDraft(`thread:${reply.contactId}`, { id: underWay.current.draft, text: underWay.current.text });
      shopify.toast.show(t("replies.kept"));
    }
    if (data.ok) sent(underWay.current.text);
  }, [data, sent, reply.contactId, t]);
  useEffect(() => {
    onTyping(touched);
    return () => onTyping(false);
  }, [touched, onTyping]);
  const post = (values: { intent: "answer"; text: string } | { intent: "settle" }) => {
    onTyping(false);
    underWay.current = { draft, text: values.intent === "answer" ? values.text : "" };
    fetcher.submit({ ...values, id: reply.id, draft, seen: reply.seen }, { method: "post" });
  };
  const busy = fetcher.state !== "idle";
  return { text, setText, post, busy, problem: !busy && data && !data.ok ? data.problem : undefined };
}

function AnswerForm({
  reply,
  onTyping,
}: {
  readonly reply: Reply;
  readonly onTyping: (typing: boolean) => void;
}) {
  const { t } = useTranslation("messages");
  const { pause } = useShell();
  const { text, setText, post, busy, problem: told } = useAnswer(reply, onTyping);
  const problem = told ? t(`replies.problem.${told}`) : undefined;
  const open = reply.leftMs > 0;
  return (
    <BlockStack gap="200">
      {open || text !== "" ? (
        <TextField
          label={t(open ? "replies.label" : "replies.notSent")}
          value={text}
          multiline={2}
          maxLength={4096}
          autoComplete="off"
          error={problem ?? false}
          {...(pause?.scope === "all" ? { helpText: t("replies.paused") } : {})}
          onChange={setText}
        />
      ) : null}
      {open ? null : <Text as="p">{t("replies.closed")}</Text>}
      {problem && !open && text === "" ? (
        <Banner tone="warning">
          <p>{problem}</p>
        </Banner>
      ) : null}
      <InlineStack gap="200">
        {open ? (
          <Button
            variant="primary"
            loading={busy}
            disabled={text.trim() === ""}
            onClick={() => post({ intent: "answer", text })}
          >
            {t("replies.send")}
          </Button>
        ) : null}
        <Button disabled={busy} onClick={() => post({ intent: "settle" })}>
          {t("replies.settle")}
        </Button>
      </InlineStack>
    </BlockStack>
  );
}

function ReplyItem({
  reply,
  onTyping,
}: {
  readonly reply: Reply;
  readonly onTyping: (typing: boolean) => void;
}) {
  const { t } = useTranslation("messages");
  const format = useFormat();
  const open = reply.leftMs > 0;
  return (
    <li>
      <Box padding="400" borderBlockStartWidth="025" borderColor="border-secondary">
        <BlockStack gap="300">
          <InlineStack align="space-between" blockAlign="start" gap="200">
            <BlockStack>
              <Text as="h3" variant="headingSm">
                <Link url={`/app/messages/thread/${reply.contactId}`} monochrome>
                  {reply.person || t("someone")}
                </Link>
              </Text>
              <Text as="span" tone="subdued">
                {`${reply.phone} · ${format.since(reply.receivedAt)}`}
              </Text>
            </BlockStack>
            {open ? (
              <StatusBadge look="waiting">
                {t("replies.open", {
                  until: format.since(reply.openUntil),
                  left: format.duration(reply.leftMs),
                })}
              </StatusBadge>
            ) : null}
          </InlineStack>
          <Said reply={reply} />
          <Around reply={reply} />
          <AnswerForm reply={reply} onTyping={onTyping} />
        </BlockStack>
      </Box>
    </li>
  );
}

interface RepliesListProps {
  readonly rows: readonly Reply[];
  readonly after: string | null;
  readonly before: string | null;
  /** While somebody types, nothing is read anew under their hands. */
  readonly onTyping: (typing: boolean) => void;
}

/** What shoppers wrote and nobody has answered; the one that can be answered for the shortest time stands first. */
export function RepliesList({ rows, after, before, onTyping }: RepliesListProps) {
  const { t } = useTranslation("messages");
  const go = useAddress();
  if (rows.length === 0) {
    return (
      <Box paddingInline="400">
        <EmptyState heading={t("replies.empty")} image="">
          <p>{t("replies.emptyText")}</p>
        </EmptyState>
      </Box>
    );
  }
  return (
    <>
      <ul className="cw-list">
        {rows.map((reply) => (
          <ReplyItem key={reply.id} reply={reply} onTyping={onTyping} />
        ))}
      </ul>
      {after || before ? (
        <Pagination
          type="table"
          hasNext={after !== null}
          hasPrevious={before !== null}
          onNext={() => go({ after })}
          onPrevious={() => go({ before })}
        />
      ) : null}
    </>
  );
}
