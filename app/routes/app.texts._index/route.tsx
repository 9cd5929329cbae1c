import {
  type ActionFunctionArgs,
  defer,
  type HeadersFunction,
  json,
  type LoaderFunctionArgs,
} from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { Banner, Box, Card, SkeletonBodyText } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useTranslation } from "react-i18next";
import { merchantOf } from "#app/merchant.server.ts";
import { onItsWay } from "#app/routes/app/on-its-way.server.ts";
import { Later } from "#app/ui/later.tsx";
import { useLiveFigures } from "#app/ui/live.ts";
import "#app/ui/messages.css";
import { Screen } from "#app/ui/screen.tsx";
import { ScreenFailed } from "#app/ui/screen-failed.tsx";
import { SendTexts } from "#app/ui/send-texts.tsx";
import { TextLibrary } from "./library.tsx";
import { lookNow, readList, type TextList } from "./list.server.ts";
import { TextTable } from "./text-table.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const merchant = await merchantOf(args);
  return defer({ list: onItsWay<TextList>(merchant, "texts", readList(merchant)) });
}

export async function action(args: ActionFunctionArgs) {
  const result = await lookNow(await merchantOf(args));
  return json({ result }, { status: result === "unreachable" ? 503 : 200 });
}

function Texts({ list }: { readonly list: TextList }) {
  const { rows, missing, connected, library } = list;
  if (rows.length === 0) return <TextLibrary texts={library} connected={connected} />;
  return (
    <>
      <TextTable rows={rows} />
      {missing > 0 ? (
        <Box padding="400">
          <SendTexts disabled={!connected} count={missing} />
        </Box>
      ) : null}
    </>
  );
}

/** All texts of the shop, with what Meta says of them, what sends them, and what they cost. */
export default function TextsScreen() {
  const { list } = useLoaderData<typeof loader>();
  const { t } = useTranslation("texts");
  const fetcher = useFetcher<typeof action>();
  useLiveFigures(false);
  const failed = fetcher.state === "idle" && fetcher.data?.result === "unreachable";
  return (
    <Screen
      title={t("title")}
      fullWidth
      secondaryActions={[
        {
          content: t("lookNow"),
          onAction: () => fetcher.submit({}, { method: "post" }),
          disabled: fetcher.state !== "idle",
        },
      ]}
    >
      {failed ? <Banner tone="warning" title={t("unreachable")} /> : null}
      <Card padding="0">
        <Later
          data={list}
          place="edge"
          skeleton={
            <Box padding="400">
              <SkeletonBodyText lines={12} />
            </Box>
          }
        >
          {(loaded) => <Texts list={loaded} />}
        </Later>
      </Card>
    </Screen>
  );
}

export const ErrorBoundary = ScreenFailed;
export const headers: HeadersFunction = (args) => boundary.headers(args);
