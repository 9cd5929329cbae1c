import {
  type ActionFunctionArgs,
  type HeadersFunction,
  json,
  type LoaderFunctionArgs,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Box, Card, Layout } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useTranslation } from "react-i18next";
import { merchantOf } from "#app/merchant.server.ts";
import { useLiveFigures } from "#app/ui/live.ts";
import { Screen } from "#app/ui/screen.tsx";
import { ScreenFailed } from "#app/ui/screen-failed.tsx";
import "#app/ui/thread.css";
import { AnswerCard } from "./answer-card.tsx";
import { BesideCards } from "./beside-cards.tsx";
import { Entries } from "./entries.tsx";
import { actOnThread, readThreadPage } from "./thread.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  const before = new URL(args.request.url).searchParams.get("before");
  return json(await readThreadPage(await merchantOf(args), args.params.contactId ?? "", before));
}

/** `intent`: write (draft, text) to the person; send-text (draft, version) once free words may not be sent; settle says that nothing is left to answer, reopen takes that back. */
export async function action(args: ActionFunctionArgs) {
  const merchant = await merchantOf(args);
  const form = await args.request.formData();
  const outcome = await actOnThread(merchant, args.params.contactId ?? "", form);
  if (!outcome) throw new Response(null, { status: 400 });
  return json(outcome, { status: outcome.ok ? 200 : 422 });
}

export default function ThreadScreen() {
  const thread = useLoaderData<typeof loader>();
  const { t } = useTranslation("thread");
  useLiveFigures();
  return (
    <Screen
      title={thread.person || thread.phone || t("someone")}
      back={{ content: t("back"), url: "/app/messages?view=replies" }}
    >
      <Layout>
        <Layout.Section>
          <Card padding="0">
            <Entries thread={thread} />
            <Box padding="400" borderBlockStartWidth="025" borderColor="border-secondary">
              <AnswerCard key={thread.contactId} thread={thread} />
            </Box>
          </Card>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <BesideCards thread={thread} />
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Screen>
  );
}

export function ErrorBoundary() {
  const { t } = useTranslation("thread");
  return <ScreenFailed back={{ content: t("back"), url: "/app/messages?view=replies" }} />;
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
