import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, Card, Link, Text, TextField } from "@shopify/polaris";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { action } from "#app/routes/app.messages.test/route.ts";
import { Foldable } from "#app/ui/foldable.tsx";
import type { TextPage } from "./text.server.ts";
import { WORDS } from "./words.ts";

interface TestCardProps {
  readonly text: TextPage;
  readonly language: string;
}

/** The text as it is approved, with invented values, to the merchant's own phone. */
export function TestCard({ text, language }: TestCardProps) {
  const { t } = useTranslation(WORDS);
  const fetcher = useFetcher<typeof action>();
  const [phone, setPhone] = useState(text.testPhone ?? "");
  const draft = useRef("");
  const busy = fetcher.state !== "idle";
  const sent = busy ? undefined : fetcher.data;
  const send = () => {
    // What was sent is done: the next press is another message.
    if (sent?.ok || draft.current === "") draft.current = crypto.randomUUID();
    fetcher.submit(
      { draft: draft.current, phone, templateId: text.id, language },
      { method: "post", action: "/app/messages/test" },
    );
  };
  return (
    <Card>
      <Foldable label={t("messages:empty.send")}>
        <BlockStack gap="300">
          <TextField
            label={t("messages:empty.phone")}
            type="tel"
            value={phone}
            autoComplete="tel"
            helpText={t("messages:empty.phoneHelp")}
            error={sent && !sent.ok ? t(`messages:empty.problem.${sent.problem}`) : false}
            onChange={setPhone}
          />
          <div>
            <Button loading={busy} disabled={phone.trim() === ""} onClick={send}>
              {t("texts:test.send")}
            </Button>
          </div>
          <div aria-live="polite">
            {sent?.ok ? (
              <Text as="p">
                {t("texts:test.sent")} <Link url={`/app/messages/${sent.id}`}>{t("texts:test.see")}</Link>
              </Text>
            ) : null}
          </div>
        </BlockStack>
      </Foldable>
    </Card>
  );
}
