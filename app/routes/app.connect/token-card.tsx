import { useFetcher, useNavigate } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import {
  Banner,
  BlockStack,
  Button,
  Card,
  Collapsible,
  InlineStack,
  Link,
  Text,
  TextField,
} from "@shopify/polaris";
import { useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { NumberChoice } from "#app/ui/number-choice.tsx";
import type { ConnectAnswer } from "./connect.server.ts";

const META_SYSTEM_USERS = "https://business.facebook.com/settings/system-users";

type Field = "token" | "wabaId" | "phoneNumberId";

/** The field that each refusal concerns; those without one concern none in particular. */
const FIELD_OF: Partial<Record<string, Field>> = {
  token_invalid: "token",
  permission_missing: "token",
  accounts_unnamed: "wabaId",
  waba_not_found: "wabaId",
  number_not_found: "phoneNumberId",
};

type Refusal = Extract<ConnectAnswer, { ok: false }>;

function useErrorAt(refused: Refusal | undefined) {
  const { t } = useTranslation("connect");
  return (field: Field): string | false => {
    if (!refused || refused.problem === "choose") return false;
    const { problem, detail } = refused;
    if (problem === "invalid") return refused.fields.includes(field) && t(`token.malformed.${field}`);
    return FIELD_OF[problem] === field && t(`problem.${problem}`, { detail });
  };
}

/** What is wrong in no field. */
function RefusalBanner({ refused }: { readonly refused: Refusal | undefined }) {
  const { t } = useTranslation("connect");
  if (!refused || refused.problem === "choose" || refused.problem === "invalid") return null;
  if (FIELD_OF[refused.problem]) return null;
  return <Banner tone="warning" title={t(`problem.${refused.problem}`, { detail: refused.detail })} />;
}

/** Its ids need not be typed again. */
interface Known {
  readonly phoneNumberId: string;
  readonly wabaId: string;
}

/** Connects a number by a system user's token; what is refused is said at the field it concerns. */
export function TokenCard({
  known,
  isOnlyWay,
}: {
  readonly known: Known | null;
  readonly isOnlyWay: boolean;
}) {
  const { t } = useTranslation("connect");
  const fetcher = useFetcher<ConnectAnswer>({ key: "connect-number" });
  const navigate = useNavigate();
  const shopify = useAppBridge();
  const idsId = useId();
  const [values, setValues] = useState({
    token: "",
    wabaId: known?.wabaId ?? "",
    phoneNumberId: known?.phoneNumberId ?? "",
  });
  const [changed, setChanged] = useState(false);
  const [opened, setOpened] = useState(false);
  const answer = changed || fetcher.state !== "idle" ? undefined : fetcher.data;
  const refused = answer && !answer.ok ? answer : undefined;
  const errorAt = useErrorAt(refused);
  const showIds = opened || Boolean(errorAt("wabaId") || errorAt("phoneNumberId"));
  useEffect(() => {
    if (!answer?.ok) return;
    shopify.toast.show(t("token.done"));
    navigate(`/app/numbers/${answer.phoneNumberId}`);
  }, [answer, navigate, shopify, t]);

  function send(chosen: Partial<Known> = {}) {
    setChanged(false);
    fetcher.submit({ ...values, ...chosen }, { method: "post", action: "/app/connect" });
  }

  const field = (name: Field) => ({
    label: t(name === "token" ? "token.label" : `token.${name}`),
    name,
    value: values[name],
    autoComplete: "off",
    error: errorAt(name),
    onChange: (value: string) => {
      setChanged(true);
      setValues({ ...values, [name]: value });
    },
  });
  const busy = fetcher.state !== "idle";
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t("token.title")}
          </Text>
          <Text as="p">
            {t("token.what")}{" "}
            <Link url={META_SYSTEM_USERS} external>
              {t("token.where")}
            </Link>
          </Text>
        </BlockStack>
        <RefusalBanner refused={refused} />
        <TextField {...field("token")} type="password" helpText={t("token.help")} />
        <BlockStack gap="200" inlineAlign="start">
          <Button
            variant="plain"
            disclosure={showIds ? "up" : "down"}
            ariaExpanded={showIds}
            ariaControls={idsId}
            onClick={() => setOpened(!showIds)}
          >
            {t("token.ids")}
          </Button>
          <Collapsible id={idsId} open={showIds}>
            <BlockStack gap="400">
              <Text as="p" tone="subdued">
                {t("token.idsWhat")}
              </Text>
              <TextField {...field("wabaId")} inputMode="numeric" helpText={t("token.idHelp")} />
              <TextField {...field("phoneNumberId")} inputMode="numeric" helpText={t("token.idHelp")} />
            </BlockStack>
          </Collapsible>
        </BlockStack>
        {refused?.problem === "choose" ? (
          <NumberChoice numbers={refused.numbers} busy={busy} onChoose={send} />
        ) : (
          <InlineStack>
            <Button variant={isOnlyWay ? "primary" : "secondary"} loading={busy} onClick={() => send()}>
              {t("token.do")}
            </Button>
          </InlineStack>
        )}
      </BlockStack>
    </Card>
  );
}
