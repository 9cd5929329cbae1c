import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, Card, InlineStack, Link, SkeletonBodyText, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { AutomationFigures } from "#app/ui/automation-figures.tsx";
import { MODE_LOOK } from "#app/ui/automation-words.ts";
import { BlockedLine } from "#app/ui/blocked-line.tsx";
import { Later } from "#app/ui/later.tsx";
import { reasonWords, textName } from "#app/ui/message-words.ts";
import { useFormat } from "#app/ui/shell.ts";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import type { AutomationPage, People, Watched } from "./automation-page.server.ts";
import type { action } from "./route.tsx";

/** Off, watching or live, since when, what stands in the way, and what came of it. */
export function StatusCard({
  page,
  onSwitch,
}: {
  readonly page: AutomationPage;
  readonly onSwitch: () => void;
}) {
  const { t } = useTranslation("automations");
  const format = useFormat();
  const { automation } = page;
  const { mode, liveSince } = automation;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center">
          <StatusBadge look={MODE_LOOK[mode]}>{t(`mode.${mode}`)}</StatusBadge>
          <Button variant={mode === "off" ? "primary" : "secondary"} onClick={onSwitch}>
            {t(mode === "off" ? "turnOn" : "change")}
          </Button>
        </InlineStack>
        {mode !== "off" && liveSince ? (
          <Text as="p" tone="subdued">
            {t(`since.${mode}`, { at: format.dateTime(liveSince) })}
          </Text>
        ) : null}
        {automation.blocked ? <BlockedLine blocked={automation.blocked} /> : null}
        <Text as="h2" variant="headingSm">
          {t("figure.period")}
        </Text>
        <AutomationFigures automation={automation} full />
      </BlockStack>
    </Card>
  );
}

/** Why people were left out, each reason with the rows behind it. */
export function EndsCard({ page }: { readonly page: AutomationPage }) {
  const { t } = useTranslation(["messages", "common", "automations"]);
  const format = useFormat();
  const { ends, kind } = page.automation;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("automations:ends.title")}
        </Text>
        {ends.length === 0 ? (
          <Text as="p" tone="subdued">
            {t("automations:ends.empty")}
          </Text>
        ) : (
          <ul className="cw-list">
            {ends.map(({ reason, count }) => (
              <li key={reason}>
                <InlineStack align="space-between" gap="200" wrap={false}>
                  <Link url={`/app/messages?view=not_sent&automation=${kind}&reason=${reason}`} monochrome>
                    {reasonWords(reason, t)}
                  </Link>
                  <Text as="span" numeric>
                    {format.number(count)}
                  </Text>
                </InlineStack>
              </li>
            ))}
          </ul>
        )}
      </BlockStack>
    </Card>
  );
}

type Person = People[number];

function PersonRow({ person }: { readonly person: Person }) {
  const { t } = useTranslation("automations");
  const format = useFormat();
  const fetcher = useFetcher<typeof action>();
  const at = person.dueAt ? format.dateTime(person.dueAt) : "";
  const when = person.dueAt ? t("people.at", { at }) : t("people.soon");
  const reason = person.postponed
    ? t(`postponed.${person.postponed as "quiet_hours"}`, { defaultValue: person.postponed })
    : null;
  const name = person.person || t("someone");
  return (
    <li className="cw-person">
      <BlockStack>
        <Link url={`/app/messages/${person.runId}`} monochrome removeUnderline>
          {name}
        </Link>
        <Text as="span" tone="subdued">
          {t("people.next", { step: person.step + 1, when })}
        </Text>
        {reason ? (
          <Text as="span" tone="subdued">
            {t("people.postponed", { reason, at })}
          </Text>
        ) : null}
        {person.watched ? (
          <Text as="span" tone="subdued">
            {t("people.watched")}
          </Text>
        ) : null}
      </BlockStack>
      <Button
        size="slim"
        accessibilityLabel={`${t("people.end")}: ${name}`}
        loading={fetcher.state !== "idle"}
        onClick={() => fetcher.submit({ intent: "end", run: person.runId }, { method: "post" })}
      >
        {t("people.end")}
      </Button>
    </li>
  );
}

function PeopleList({ people, waiting }: { readonly people: People; readonly waiting: number }) {
  const { t } = useTranslation("automations");
  if (people.length === 0) {
    return (
      <Text as="p" tone="subdued">
        {t("people.empty")}
      </Text>
    );
  }
  return (
    <>
      <ul className="cw-list">
        {people.map((person) => (
          <PersonRow key={person.runId} person={person} />
        ))}
      </ul>
      {waiting > people.length ? (
        <Text as="p" tone="subdued">
          {t("people.more", { count: people.length })}
        </Text>
      ) : null}
    </>
  );
}

/** Who is half-way, and when their next message is due; each can be taken out. */
export function PeopleCard({ page }: { readonly page: AutomationPage }) {
  const { t } = useTranslation("automations");
  const format = useFormat();
  const { waiting } = page.automation;
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {waiting > 0 ? t("people.titleCount", { number: format.number(waiting) }) : t("people.title")}
        </Text>
        <Later data={page.people} skeleton={<SkeletonBodyText lines={waiting > 0 ? 3 : 1} />}>
          {(people) => <PeopleList people={people} waiting={waiting} />}
        </Later>
      </BlockStack>
    </Card>
  );
}

interface WatchedListProps {
  readonly page: AutomationPage;
  readonly watched: Watched;
}

function WatchedList({ page, watched }: WatchedListProps) {
  const { t } = useTranslation(["messages", "common", "automations"]);
  const format = useFormat();
  if (watched.length === 0 && page.automation.mode !== "watching") return null;
  const sum = watched.reduce((total, message) => total + BigInt(message.costMicros ?? 0), 0n);
  const priced = watched.every((message) => message.costMicros !== null);
  const currency = watched[0]?.currency ?? page.each.currency;
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {t("automations:watched.title")}
        </Text>
        <Text as="p" tone="subdued">
          {watched.length === 0
            ? t("automations:watched.empty")
            : t("automations:watched.sum", {
                number: format.number(watched.length),
                amount: priced ? format.cost(sum, currency) : t("common:unknown"),
              })}
        </Text>
        <ul className="cw-list">
          {watched.map((message) => (
            <li key={message.decisionId} className="cw-person">
              <BlockStack>
                <Link url={`/app/messages/${message.runId}`} monochrome removeUnderline>
                  {`${message.person || t("automations:someone")} · ${message.phone}`}
                </Link>
                <Text as="span" tone="subdued">
                  {[textName(message.purpose, t), message.total, format.dateTime(message.at)]
                    .filter(Boolean)
                    .join(" · ")}
                </Text>
              </BlockStack>
              <Text as="span" numeric>
                {message.costMicros === null
                  ? t("common:unknown")
                  : t("automations:watched.cost", {
                      amount: format.cost(message.costMicros, message.currency),
                    })}
              </Text>
            </li>
          ))}
        </ul>
      </BlockStack>
    </Card>
  );
}

/** What would have gone out while it was only watched: to whom, when and at what cost. */
export function WatchedCard({ page }: { readonly page: AutomationPage }) {
  return (
    <Later
      data={page.watched}
      skeleton={page.automation.mode === "watching" ? <SkeletonBodyText lines={4} /> : null}
      place="bare"
    >
      {(watched) => <WatchedList page={page} watched={watched} />}
    </Later>
  );
}
