import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, InlineStack, Link, Text, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SettingsResult } from "./settings.server.ts";

/** Where Meta shows the three values. */
const META_NUMBERS = "https://business.facebook.com/wa/manage/phone-numbers/";
const META_SYSTEM_USERS = "https://business.facebook.com/settings/system-users";

type Field = "phoneNumberId" | "wabaId" | "token";

/** The field that each of Meta's refusals concerns; those without one concern none in particular. */
const FIELD_OF = {
  token_invalid: "token",
  permission_missing: "token",
  number_not_found: "phoneNumberId",
  number_taken: "phoneNumberId",
  waba_not_found: "wabaId",
} as const satisfies Record<string, Field>;

function concernsField(problem: string): problem is keyof typeof FIELD_OF {
  return problem in FIELD_OF;
}

interface ConnectFormProps {
  /** A number that was connected before: its ids need not be typed again. */
  readonly first: { readonly phoneNumberId: string; readonly wabaId: string } | undefined;
  readonly onDone: () => void;
  /** Where there is something to go back to. */
  readonly onCancel?: () => void;
}

/** Connects a number by a system user's token; what Meta refuses is said at the field it concerns. */
export function ConnectForm({ first, onDone, onCancel }: ConnectFormProps) {
  const { t } = useTranslation(["settings", "common"]);
  const fetcher = useFetcher<SettingsResult>({ key: "connect-number" });
  const [values, setValues] = useState({
    phoneNumberId: first?.phoneNumberId ?? "",
    wabaId: first?.wabaId ?? "",
    token: "",
  });
  const [changed, setChanged] = useState(false);
  const result = changed || fetcher.state !== "idle" ? undefined : fetcher.data;
  const refused = result && !result.ok ? result : undefined;
  useEffect(() => {
    if (result?.ok) onDone();
  }, [result, onDone]);

  function errorAt(field: Field): string | false {
    if (!refused) return false;
    const { problem, detail } = refused;
    if (concernsField(problem)) {
      return FIELD_OF[problem] === field && t(`settings:connect.problem.${problem}`, { detail });
    }
    return (
      problem === "invalid" && refused.fields.includes(field) && t(`settings:connect.malformed.${field}`)
    );
  }

  const field = (name: Field) => ({
    label: t(`settings:connect.${name}`),
    name,
    value: values[name],
    autoComplete: "off",
    error: errorAt(name),
    onChange: (value: string) => {
      setChanged(true);
      setValues({ ...values, [name]: value });
    },
  });

  return (
    <fetcher.Form method="post" action="/app/settings" onSubmit={() => setChanged(false)}>
      <input type="hidden" name="intent" value="connect-number" />
      <BlockStack gap="400">
        <Text as="h3" variant="headingSm">
          {t("settings:connect.title")}
        </Text>
        <Text as="p">
          {t("settings:connect.where")}{" "}
          <Link url={META_NUMBERS} external>
            {t("settings:connect.whereNumbers")}
          </Link>
          {" · "}
          <Link url={META_SYSTEM_USERS} external>
            {t("settings:connect.whereToken")}
          </Link>
        </Text>
        {refused?.problem === "unavailable" ? (
          <Banner tone="warning" title={t("settings:connect.problem.unavailable")} />
        ) : null}
        <TextField
          {...field("phoneNumberId")}
          inputMode="numeric"
          helpText={t("settings:connect.phoneNumberIdHelp")}
        />
        <TextField {...field("wabaId")} inputMode="numeric" helpText={t("settings:connect.wabaIdHelp")} />
        <TextField {...field("token")} type="password" helpText={t("settings:connect.tokenHelp")} />
        <InlineStack gap="200">
          <Button submit variant="primary" loading={fetcher.state !== "idle"}>
            {t("settings:connect.do")}
          </Button>
          {onCancel ? <Button onClick={onCancel}>{t("common:cancel")}</Button> : null}
        </InlineStack>
      </BlockStack>
    </fetcher.Form>
  );
}
