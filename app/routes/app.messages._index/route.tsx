import {
  type ActionFunctionArgs,
  defer,
  type HeadersFunction,
  json,
  type LoaderFunctionArgs,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Banner, Box, Card, SkeletonBodyText } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { merchantOf } from "#app/merchant.server.ts";
import { sendAlikeAgain } from "#app/modules/messages/index.ts";
import { onItsWay } from "#app/routes/app/on-its-way.server.ts";
import { Later } from "#app/ui/later.tsx";
import { useLiveFigures } from "#app/ui/live.ts";
import "#app/ui/messages.css";
import { Screen } from "#app/ui/screen.tsx";
import { ScreenFailed } from "#app/ui/screen-failed.tsx";
import { AlikeBanner } from "./alike-banner.tsx";
import { actOnReply } from "./answer.server.ts";
import { type Asked, readAsked } from "./filters.ts";
import { type List, readList, readNumbers } from "./list.server.ts";
import { MessageFilters } from "./message-filters.tsx";
import { MessageTable } from "./message-table.tsx";
import { RepliesList } from "./replies-list.tsx";
import { TestMessage } from "./test-message.tsx";
import { type ExportState, useExport } from "./use-export.ts";

export async function loader(args: LoaderFunctionArgs) {
  const merchant = await merchantOf(args);
  const asked = readAsked(new URL(args.request.url).searchParams);
  const numbers = await readNumbers(merchant);
  return defer({ asked, numbers, list: onItsWay<List>(merchant, "messages", readList(merchant, asked)) });
}

/**
 * `intent=answer` (id, text) answers a shopper, `intent=settle` (id) says that nothing is left to answer,
 * `intent=send-again` (reason) sends again what failed lately of one cause.
 */
export async function action(args: ActionFunctionArgs) {
  const merchant = await merchantOf(args);
  const form = await args.request.formData();
  const reason = form.get("reason");
  if (form.get("intent") === "send-again" && typeof reason === "string") {
    const { services, shopId, actor } = merchant;
    return json({ ok: true as const, sent: await sendAlikeAgain(services, shopId, actor, reason) });
  }
  const outcome = await actOnReply(merchant, form);
  if (!outcome) throw new Response(null, { status: 400 });
  return json(outcome, { status: outcome.ok ? 200 : 422 });
}

/** Not all that fits the search is shown. */
function TooMany() {
  const { t } = useTranslation("messages");
  return (
    <Box padding="400">
      <Banner tone="info">
        <p>{t("search.tooMany")}</p>
      </Banner>
    </Box>
  );
}

/** What hinders an export, beside what to do. */
function ExportBanner({ state, onDismiss }: { readonly state: ExportState; readonly onDismiss: () => void }) {
  const { t } = useTranslation("messages");
  if (state !== "tooMany" && state !== "failed") return null;
  return (
    <Banner tone="warning" title={t(`export.${state}.title`)} onDismiss={onDismiss}>
      <p>{t(`export.${state}.text`)}</p>
    </Banner>
  );
}

function RowsSkeleton() {
  return (
    <Box padding="400">
      <SkeletonBodyText lines={12} />
    </Box>
  );
}

interface RowsProps {
  readonly list: List;
  readonly asked: Asked;
  readonly onTyping: (typing: boolean) => void;
}

function Rows({ list, asked, onTyping }: RowsProps) {
  const { after, before } = list;
  if (list.list === "replies") {
    return <RepliesList rows={list.rows} after={after} before={before} onTyping={onTyping} />;
  }
  return (
    <>
      <AlikeBanner alike={list.alike} />
      {list.tooMany ? <TooMany /> : null}
      <MessageTable
        asked={asked}
        rows={list.rows}
        after={after}
        before={before}
        lookedTo={list.lookedTo}
        empty={list.test ? <TestMessage test={list.test} onTyping={onTyping} /> : null}
      />
    </>
  );
}

export default function Messages() {
  const { asked, numbers, list } = useLoaderData<typeof loader>();
  const { t } = useTranslation("messages");
  const [typing, setTyping] = useState(false);
  useLiveFigures(typing);
  const { state, start, dismiss } = useExport(asked.view);
  const action = { content: t("export.action"), onAction: start, disabled: state === "working" };
  return (
    <Screen title={t("title")} fullWidth secondaryActions={asked.view === "replies" ? [] : [action]}>
      <ExportBanner state={state} onDismiss={dismiss} />
      <Card padding="0">
        <MessageFilters asked={asked} numbers={numbers} />
        <Later data={list} skeleton={<RowsSkeleton />} place="edge">
          {(rows) => <Rows list={rows} asked={asked} onTyping={setTyping} />}
        </Later>
      </Card>
    </Screen>
  );
}

export function ErrorBoundary() {
  return <ScreenFailed />;
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
