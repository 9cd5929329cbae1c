import {
  type ActionFunctionArgs,
  type HeadersFunction,
  json,
  type LoaderFunctionArgs,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Banner } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { merchantOf } from "#app/merchant.server.ts";
import { useLiveFigures } from "#app/ui/live.ts";
import { reasonWords } from "#app/ui/message-words.ts";
import "#app/ui/messages.css";
import { Screen } from "#app/ui/screen.tsx";
import { ScreenFailed } from "#app/ui/screen-failed.tsx";
import { useFormat } from "#app/ui/shell.ts";
import { useAddress } from "./address.ts";
import { actOnReply } from "./answer.server.ts";
import { readAsked } from "./filters.ts";
import { type List, readList } from "./list.server.ts";
import { MessageFilters } from "./message-filters.tsx";
import { MessageTable, TableCard } from "./message-table.tsx";
import { RepliesList } from "./replies-list.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const merchant = await merchantOf(args);
  const asked = readAsked(new URL(args.request.url).searchParams);
  return json({ asked, list: await readList(merchant, asked) });
}

/** `intent=answer` (id, text) answers a shopper, `intent=settle` (id) says that nothing is left to answer. */
export async function action(args: ActionFunctionArgs) {
  const merchant = await merchantOf(args);
  const outcome = await actOnReply(merchant, await args.request.formData());
  if (!outcome) throw new Response(null, { status: 400 });
  return json(outcome, { status: outcome.ok ? 200 : 422 });
}

type Alike = NonNullable<Extract<List, { list: "messages" }>["alike"]>;

/** Many messages failed for one reason: told once, above the rows. */
function FailedAlike({ alike }: { readonly alike: Alike }) {
  const { t } = useTranslation(["messages", "common", "automations"]);
  const format = useFormat();
  const go = useAddress();
  return (
    <Banner
      tone="critical"
      title={t("messages:alike.title", { count: alike.count, number: format.number(alike.count) })}
      action={{
        content: t("messages:alike.action"),
        onAction: () => go({ view: "failed", reason: alike.reason }),
      }}
    >
      <p>
        {t("messages:alike.since", {
          reason: reasonWords(alike.reason, t),
          since: format.since(alike.since),
        })}
      </p>
    </Banner>
  );
}

export default function Messages() {
  const { asked, list } = useLoaderData<typeof loader>();
  const { t } = useTranslation("messages");
  const [typing, setTyping] = useState(false);
  useLiveFigures(typing);
  return (
    <Screen title={t("title")} fullWidth>
      {list.list === "messages" && list.alike ? <FailedAlike alike={list.alike} /> : null}
      <TableCard>
        <MessageFilters asked={asked} />
        {list.list === "messages" ? (
          <MessageTable asked={asked} rows={list.rows} after={list.after} before={list.before} />
        ) : (
          <RepliesList rows={list.rows} after={list.after} before={list.before} onTyping={setTyping} />
        )}
      </TableCard>
    </Screen>
  );
}

export function ErrorBoundary() {
  return <ScreenFailed />;
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
