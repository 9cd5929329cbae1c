import {
  type ActionFunctionArgs,
  defer,
  type HeadersFunction,
  json,
  type LoaderFunctionArgs,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Layout } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { merchantOf } from "#app/merchant.server.ts";
import { type AutomationKind, isAutomationKind } from "#app/modules/automations/index.ts";
import "#app/ui/automations.css";
import { useLiveFigures } from "#app/ui/live.ts";
import { ModeModal } from "#app/ui/mode-modal.tsx";
import { SaveBars } from "#app/ui/save-section.tsx";
import { Screen } from "#app/ui/screen.tsx";
import { ScreenFailed } from "#app/ui/screen-failed.tsx";
import { actOnAutomation, readPage } from "./automation-page.server.ts";
import { CartEditor } from "./cart-editor.tsx";
import { OrderCard } from "./order-card.tsx";
import { EndsCard, PeopleCard, StatusCard, WatchedCard } from "./side-cards.tsx";

function kindIn(params: LoaderFunctionArgs["params"]): AutomationKind {
  const kind = params.kind ?? "";
  if (!isAutomationKind(kind)) throw new Response(null, { status: 404 });
  return kind;
}

export async function loader(args: LoaderFunctionArgs) {
  const merchant = await merchantOf(args);
  return defer(await readPage(merchant, kindIn(args.params)));
}

export async function action(args: ActionFunctionArgs) {
  const merchant = await merchantOf(args);
  const answer = await actOnAutomation(merchant, kindIn(args.params), await args.request.formData());
  if (!answer) throw new Response(null, { status: 400 });
  return json(answer, { status: answer.ok ? 200 : answer.problem === "stale" ? 409 : 422 });
}

export default function Automation() {
  const page = useLoaderData<typeof loader>();
  const { t } = useTranslation("automations");
  const [changed, setChanged] = useState(false);
  const [switching, setSwitching] = useState(false);
  useLiveFigures(changed || switching);
  const { automation, cart } = page;
  return (
    <SaveBars>
      <Screen title={t(`name.${automation.kind}`)} back={{ content: t("back"), url: "/app/automations" }}>
        <Layout>
          <Layout.Section>
            <BlockStack gap="400">
              {cart ? (
                <CartEditor page={page} stored={cart} onChanged={setChanged} />
              ) : (
                <OrderCard page={page} kind={automation.kind} />
              )}
            </BlockStack>
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <BlockStack gap="400">
              <StatusCard page={page} onSwitch={() => setSwitching(true)} />
              <WatchedCard page={page} />
              <PeopleCard page={page} />
              <EndsCard page={page} />
            </BlockStack>
          </Layout.Section>
        </Layout>
        <ModeModal automation={switching ? automation : null} onClose={() => setSwitching(false)} />
      </Screen>
    </SaveBars>
  );
}

export function ErrorBoundary() {
  const { t } = useTranslation("automations");
  return <ScreenFailed back={{ content: t("back"), url: "/app/automations" }} />;
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
