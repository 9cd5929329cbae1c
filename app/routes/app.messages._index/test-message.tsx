import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, Link, Text, TextField } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { action } from "#app/routes/app.messages.test/route.ts";
import type { List } from "./list.server.ts";

type Test = NonNullable<Extract<List, { list: "messages" }>["test"]>;

interface TestMessageProps {
  readonly test: Test;
  /** The list is not read anew while somebody types. */
  readonly onTyping: (typing: boolean) => void;
}

function Form({ test, onTyping }: TestMessageProps) {
  const { t } = useTranslation("messages");
  const fetcher = useFetcher<typeof action>();
  const [phone, setPhone] = useState(test.phone ?? "");
  const draft = useRef("");
  const { data } = fetcher;
  const busy = fetcher.state !== "idle";
  const problem = !busy && data && !data.ok ? data.problem : undefined;
  useEffect(() => {
    if (data?.ok) onTyping(false);
  }, [data, onTyping]);
  const send = () => {
    draft.current ||= crypto.randomUUID();
    fetcher.submit({ draft: draft.current, phone }, { method: "post", action: "/app/messages/test" });
  };
  return (
    <BlockStack gap="300">
      <TextField
        label={t("empty.phone")}
        type="tel"
        value={phone}
        autoComplete="tel"
        helpText={t("empty.phoneHelp")}
        error={problem ? t(`empty.problem.${problem}`) : false}
        onChange={(value) => {
          onTyping(value !== (test.phone ?? ""));
          setPhone(value);
        }}
      />
      <div>
        <Button variant="primary" loading={busy} disabled={phone.trim() === ""} onClick={send}>
          {t("empty.send")}
        </Button>
      </div>
    </BlockStack>
  );
}

/** Where nothing was sent yet: one to the merchant's own phone, or what it takes first. */
export function TestMessage({ test, onTyping }: TestMessageProps) {
  const { t } = useTranslation("messages");
  const { state } = test;
  return (
    <BlockStack gap="400">
      <Text as="p">{t("empty.text")}</Text>
      {state === "ready" ? (
        <Form test={test} onTyping={onTyping} />
      ) : (
        <Text as="p">
          {t(`empty.${state}`)}{" "}
          <Link url={state === "no_number" ? "/app/connect" : "/app/texts"}>
            {t(state === "no_number" ? "empty.connect" : "empty.texts")}
          </Link>
        </Text>
      )}
      <Text as="p">
        <Link url="/app/automations">{t("empty.action")}</Link>
      </Text>
    </BlockStack>
  );
}
