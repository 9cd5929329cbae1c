import { Link, useSearchParams } from "@remix-run/react";
import { BlockStack, Box, Button, InlineStack, Link as PolarisLink, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { kindWords, lookOf, originName, reasonWords, textLine } from "#app/ui/message-words.ts";
import { PhoneBubble, PhoneText } from "#app/ui/phone-preview.tsx";
import { useFormat } from "#app/ui/shell.ts";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { MediaLine } from "./media-line.tsx";
import type { Entry, ThreadPage } from "./thread.server.ts";

type Of<From extends Entry["from"]> = Extract<Entry, { from: From }>;
type Status = Parameters<typeof lookOf>[0];

/** Words in a bubble; a kind that has none is said above. */
function Said({ entry }: { readonly entry: Of<"person"> | Of<"phone"> }) {
  const { t } = useTranslation("messages");
  const kind = kindWords(entry.kind, entry.text !== null, t);
  return (
    <div className="cw-bubble">
      {kind ? <p className="cw-bubble-text cw-thread-kind">{kind}</p> : null}
      {entry.text === null ? null : (
        <p className="cw-bubble-text">
          <PhoneText text={entry.text} />
        </p>
      )}
      <div className="cw-bubble-foot">
        <Time at={entry.at} />
      </div>
    </div>
  );
}

function Time({ at }: { readonly at: string }) {
  const format = useFormat();
  return (
    <time className="cw-bubble-time" dateTime={at}>
      {format.since(at)}
    </time>
  );
}

function FromPerson({ entry }: { readonly entry: Of<"person"> }) {
  const { t } = useTranslation("thread");
  const { t: words } = useTranslation(["messages", "common", "automations"]);
  return (
    <>
      <Said entry={entry} />
      {entry.media ? <MediaLine media={entry.media} /> : null}
      {entry.waiting ? <StatusBadge look="waiting">{t("waits")}</StatusBadge> : null}
      {entry.answerFailed ? (
        <Text as="p" tone="critical" variant="bodySm">
          {t("answerFailed")}
        </Text>
      ) : null}
      {entry.stopped.map((kind) => (
        <Text key={kind} as="p" tone="subdued" variant="bodySm">
          {t("stopped", { automation: originName(kind, words) })}
        </Text>
      ))}
    </>
  );
}

function FromShop({ entry }: { readonly entry: Of<"shop"> }) {
  const { t } = useTranslation(["messages", "common", "automations"]);
  const format = useFormat();
  const status = entry.status as Status;
  const line = textLine({ ...entry, status, source: "message", waiting: null }, t);
  return (
    <>
      <PhoneBubble preview={entry.preview} time={format.since(entry.at)} />
      <InlineStack gap="200" blockAlign="center" align="end">
        <PolarisLink url={`/app/messages/${entry.id}`} monochrome>
          {line}
        </PolarisLink>
        <StatusBadge look={lookOf(status)}>{t(`messages:status.${status}`)}</StatusBadge>
      </InlineStack>
      {entry.reason ? (
        <Text as="p" tone="subdued" variant="bodySm">
          {reasonWords(entry.reason, t)}
        </Text>
      ) : null}
    </>
  );
}

function FromPhone({ entry }: { readonly entry: Of<"phone"> }) {
  const { t } = useTranslation("thread");
  return (
    <>
      <Said entry={entry} />
      <Text as="p" tone="subdued" variant="bodySm">
        {t("fromPhone")}
      </Text>
    </>
  );
}

function OneEntry({ entry }: { readonly entry: Entry }) {
  if (entry.from === "person") return <FromPerson entry={entry} />;
  return entry.from === "shop" ? <FromShop entry={entry} /> : <FromPhone entry={entry} />;
}

/** What was said, oldest first; older pages lie behind a link, so that each has an address. */
export function Entries({ thread }: { readonly thread: ThreadPage }) {
  const { t } = useTranslation("thread");
  const [search] = useSearchParams();
  const { entries, before } = thread;
  const isOlder = search.has("before");
  return (
    <Box padding="400">
      <BlockStack gap="300">
        {before ? (
          <InlineStack align="center">
            <Link to={`?before=${before}`} preventScrollReset>
              {t("older")}
            </Link>
          </InlineStack>
        ) : null}
        {entries.length === 0 ? (
          <Text as="p" tone="subdued">
            {t("empty")}
          </Text>
        ) : (
          <ol className="cw-thread" aria-label={t("label")}>
            {entries.map((entry) => (
              <li key={entry.id} data-from={entry.from === "person" ? "person" : "shop"}>
                <OneEntry entry={entry} />
              </li>
            ))}
          </ol>
        )}
        {isOlder ? (
          <InlineStack align="center">
            <Button url={`/app/messages/thread/${thread.contactId}`}>{t("newest")}</Button>
          </InlineStack>
        ) : null}
      </BlockStack>
    </Box>
  );
}
