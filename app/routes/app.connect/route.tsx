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
import type { Whereabouts } from "#app/modules/signup/index.ts";
import { Screen } from "#app/ui/screen.tsx";
import { ScreenFailed } from "#app/ui/screen-failed.tsx";
import { beginAtMeta, connectWith, readConnect } from "./connect.server.ts";
import { PlanCard, WHEREABOUTS } from "./plan-card.tsx";
import { SignupWay } from "./signup-way.tsx";
import { TokenCard } from "./token-card.tsx";

/** Posted with `intent` begin for the window at Meta, without for a token. `?number=`: the id of one that was connected before. */
export async function loader(args: LoaderFunctionArgs) {
  const known = new URL(args.request.url).searchParams.get("number");
  return json(await readConnect(await merchantOf(args), known));
}

export async function action(args: ActionFunctionArgs) {
  const merchant = await merchantOf(args);
  const form = await args.request.formData();
  if (form.get("intent") === "begin") return json(await beginAtMeta(merchant, form.get("where")));
  const answer = await connectWith(merchant, form);
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
  const { known, canSignIn, last } = useLoaderData<typeof loader>();
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
              {canSignIn ? <SignupWay where={known.where} last={last} /> : null}
            </BlockStack>
          </Card>
        ) : (
          <>
            <QuestionCard where={where} onChange={setWhere} />
            {where ? (
              <PlanCard where={where}>{canSignIn ? <SignupWay where={where} last={last} /> : null}</PlanCard>
            ) : null}
          </>
        )}
        <TokenCard key={known?.phoneNumberId ?? ""} known={known} isOnlyWay={!canSignIn} />
      </BlockStack>
    </Screen>
  );
}

export function ErrorBoundary() {
  return <ScreenFailed />;
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
