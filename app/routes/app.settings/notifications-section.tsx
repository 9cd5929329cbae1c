import { Banner, BlockStack, Card, Checkbox, SkeletonBodyText, Text, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { Later } from "#app/ui/later.tsx";
import { useSaveSection } from "#app/ui/save-section.tsx";
import { useFormat } from "#app/ui/shell.ts";
import { Stale } from "./sections.tsx";
import type { MailData } from "./settings.server.ts";

interface NotificationsSectionProps {
  readonly settings: {
    readonly emails: readonly string[];
    readonly waitingReply: boolean;
    readonly stoppedSending: boolean;
    readonly textTrouble: boolean;
    readonly weekly: boolean;
  };
  readonly version: number;
  readonly mail: Promise<MailData>;
}

/** Whether mails go out, and what became of the last one. */
function MailLine({ mail }: { readonly mail: MailData }) {
  const { t } = useTranslation("settings");
  const format = useFormat();
  const { last } = mail;
  if (!mail.on)
    return (
      <Banner tone="warning">
        <p>{t("notifications.off")}</p>
      </Banner>
    );
  if (!last)
    return (
      <Text as="p" tone="subdued">
        {t("notifications.last.none")}
      </Text>
    );
  const key =
    last.error && last.state === "queued"
      ? "queuedError"
      : last.error && last.state === "sent"
        ? "sentPartly"
        : last.state;
  return (
    <Text as="p" tone={last.error ? "critical" : "subdued"}>
      {t(`notifications.last.${key}`, { at: format.since(last.at), error: last.error ?? "" })}
    </Text>
  );
}

/** What is told by mail, and to whom. */
export function NotificationsSection({ settings, version, mail }: NotificationsSectionProps) {
  const { t } = useTranslation("settings");
  const stored = {
    emails: settings.emails.join(", "),
    waitingReply: String(settings.waitingReply),
    stoppedSending: String(settings.stoppedSending),
    textTrouble: String(settings.textTrouble),
    weekly: String(settings.weekly),
  };
  const { values, set, answer, bar } = useSaveSection("save-notifications", stored, version);
  const tick = (name: "waitingReply" | "stoppedSending" | "textTrouble" | "weekly") => ({
    label: t(`notifications.${name}`),
    checked: values[name] === "true",
    onChange: (checked: boolean) => set({ [name]: String(checked) }),
  });
  const addresses = (help: string) => (
    <TextField
      label={t("notifications.emails")}
      helpText={help}
      value={values.emails}
      autoComplete="email"
      error={answer?.problem === "invalid" ? t("notifications.invalid") : false}
      onChange={(emails) => set({ emails })}
    />
  );
  return (
    <Card>
      {bar}
      <BlockStack gap="400">
        <Stale answer={answer} />
        <Later data={mail} skeleton={<SkeletonBodyText lines={3} />}>
          {(state) => (
            <BlockStack gap="400">
              <MailLine mail={state} />
              {addresses(
                state.shopEmail
                  ? t("notifications.emailsHelp", { email: state.shopEmail })
                  : t("notifications.emailsHelpNone"),
              )}
            </BlockStack>
          )}
        </Later>
        <BlockStack gap="100">
          <Checkbox {...tick("waitingReply")} helpText={t("notifications.waitingReplyHelp")} />
          <Checkbox {...tick("stoppedSending")} helpText={t("notifications.stoppedSendingHelp")} />
          <Checkbox {...tick("textTrouble")} />
          <Checkbox {...tick("weekly")} helpText={t("notifications.weeklyHelp")} />
        </BlockStack>
      </BlockStack>
    </Card>
  );
}
