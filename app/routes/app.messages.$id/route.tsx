import {
  type ActionFunctionArgs,
  type HeadersFunction,
  json,
  type LoaderFunctionArgs,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Card, InlineStack, Layout, Text, useBreakpoints } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useTranslation } from "react-i18next";
import { merchantOf } from "#app/merchant.server.ts";
import { forgetReachability } from "#app/modules/contacts/index.ts";
import { sendAgain } from "#app/modules/messages/index.ts";
import { Foldable } from "#app/ui/foldable.tsx";
import { useLiveFigures } from "#app/ui/live.ts";
import { lookOf, statusNote, textLine } from "#app/ui/message-words.ts";
import "#app/ui/messages.css";
import { PhonePreview } from "#app/ui/phone-preview.tsx";
import { Screen } from "#app/ui/screen.tsx";
import { ScreenFailed } from "#app/ui/screen-failed.tsx";
import { useFormat } from "#app/ui/shell.ts";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { AboutCard } from "./about-card.tsx";
import { type Detail, readDetail } from "./detail.server.ts";
import { SendAgain } from "./send-again.tsx";
import { Timeline } from "./timeline.tsx";

export async function loader(args: LoaderFunctionArgs) {
  return json(await readDetail(await merchantOf(args), args.params.id ?? ""));
}

/**
 * `intent=try-number-again`: the person's number counts as unknown again. `intent=send-again`: a message that failed
 * goes out once more.
 */
export async function action(args: ActionFunctionArgs) {
  const merchant = await merchantOf(args);
  const intent = (await args.request.formData()).get("intent");
  const { id, contactId } = await readDetail(merchant, args.params.id ?? "");
  const { services, shopId, actor, now } = merchant;
  if (intent === "send-again") {
    const sentAs = await sendAgain(services, shopId, actor, id);
    return json({ ok: sentAs !== undefined, sentAs: sentAs ?? null }, { status: sentAs ? 200 : 422 });
  }
  if (intent !== "try-number-again") throw new Response(null, { status: 400 });
  await services.database.transaction(shopId, (tx) => forgetReachability(tx, contactId, now));
  return json({ ok: true });
}

function Head({ detail }: { readonly detail: Detail }) {
  const { t } = useTranslation(["messages", "common", "automations"]);
  const format = useFormat();
  const note = statusNote(detail, t, format);
  const isPlainUncertain = detail.status === "uncertain";
  return (
    <BlockStack gap="200">
      <InlineStack gap="200" blockAlign="center">
        <StatusBadge look={lookOf(detail.status)}>{t(`messages:status.${detail.status}`)}</StatusBadge>
        <Text as="span" tone="subdued">
          {`${detail.phone} · ${textLine(detail, t)}`}
        </Text>
      </InlineStack>
      {note ? <Text as="p">{note}</Text> : null}
      {isPlainUncertain ? (
        <Text as="p">
          {t(`messages:statusHelp.${detail.category === "MARKETING" ? "uncertain" : "uncertainOrder"}`)}
        </Text>
      ) : null}
    </BlockStack>
  );
}

/** The phone, folded on a narrow screen. */
function Phone({ detail }: { readonly detail: Detail }) {
  const { t } = useTranslation("messages");
  const format = useFormat();
  const narrow = useBreakpoints().smDown;
  if (!detail.preview) {
    const isOver = detail.status === "ended";
    return (
      <Card>
        <Text as="p" tone="subdued">
          {t(isOver ? "detail.nothing" : "detail.nothingYet")}
        </Text>
      </Card>
    );
  }
  const phone = (
    <PhonePreview preview={detail.preview} time={format.time(detail.at)} language={detail.language} />
  );
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("detail.phone")}
        </Text>
        {narrow ? (
          <Foldable label={t("detail.showPreview")} openLabel={t("detail.hidePreview")}>
            {phone}
          </Foldable>
        ) : (
          phone
        )}
      </BlockStack>
    </Card>
  );
}

export default function Message() {
  const detail = useLoaderData<typeof loader>();
  const { t } = useTranslation("messages");
  useLiveFigures();
  return (
    <Screen
      title={t("detail.title", { person: detail.person || detail.phone })}
      back={{ content: t("detail.back"), url: "/app/messages" }}
    >
      <Layout>
        <Layout.Section>
          <Card>
            <BlockStack gap="500">
              <Head detail={detail} />
              {detail.again ? <SendAgain key={detail.id} again={detail.again} /> : null}
              <BlockStack gap="300">
                <Text as="h2" variant="headingMd">
                  {t("detail.timeline")}
                </Text>
                <Timeline detail={detail} />
              </BlockStack>
            </BlockStack>
          </Card>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <Phone detail={detail} />
            <AboutCard detail={detail} />
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Screen>
  );
}

export function ErrorBoundary() {
  const { t } = useTranslation("messages");
  return <ScreenFailed back={{ content: t("detail.back"), url: "/app/messages" }} />;
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
