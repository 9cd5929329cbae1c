import {
  type ActionFunctionArgs,
  type HeadersFunction,
  json,
  type LoaderFunctionArgs,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Card, ChoiceList, Text } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { merchantOf } from "#app/merchant.server.ts";
import { Screen } from "#app/ui/screen.tsx";
import { ScreenFailed } from "#app/ui/screen-failed.tsx";
import { connectWith, readConnect } from "./connect.server.ts";
import { PlanCard, WHEREABOUTS, type Whereabouts } from "./plan-card.tsx";
import { TokenCard } from "./token-card.tsx";

/** `?number=`: the id of one that was connected before. */
export async function loader(args: LoaderFunctionArgs) {
  const known = new URL(args.request.url).searchParams.get("number");
  return json(await readConnect(await merchantOf(args), known));
}

export async function action(args: ActionFunctionArgs) {
  const answer = await connectWith(await merchantOf(args), await args.request.formData());
  return json(answer, { status: answer.ok || answer.problem === "choose" ? 200 : 422 });
}

function QuestionCard({
  where,
  onChange,
}: {
  readonly where: Whereabouts | undefined;
  readonly onChange: (where: Whereabouts) => void;
}) {
  const { t } = useTranslation("connect");
  return (
    <Card>
      <ChoiceList
        title={
          <Text as="span" variant="headingMd">
            {t("where.title")}
          </Text>
        }
        choices={WHEREABOUTS.map((value) => ({
          value,
          label: t(`where.${value}`),
          helpText: t(`where.${value}Help`),
        }))}
        selected={where ? [where] : []}
        onChange={([chosen]) => onChange(chosen as Whereabouts)}
      />
    </Card>
  );
}

export default function Connect() {
  const { known } = useLoaderData<typeof loader>();
  const { t } = useTranslation("connect");
  const [where, setWhere] = useState<Whereabouts>();
  return (
    <Screen title={t("title")} back={{ content: t("back"), url: "/app/settings" }}>
      <BlockStack gap="400">
        {known ? (
          <Card>
            <BlockStack gap="200">
              <Text as="h2" variant="headingMd">
                {t("known.title", { number: known.display })}
              </Text>
              <Text as="p">{t("known.what")}</Text>
            </BlockStack>
          </Card>
        ) : (
          <>
            <QuestionCard where={where} onChange={setWhere} />
            {where ? <PlanCard where={where} /> : null}
          </>
        )}
        <TokenCard key={known?.phoneNumberId ?? ""} known={known} />
      </BlockStack>
    </Screen>
  );
}

export function ErrorBoundary() {
  return <ScreenFailed />;
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
