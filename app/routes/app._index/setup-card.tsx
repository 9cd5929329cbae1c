import { useFetcher } from "@remix-run/react";
import {
  BlockStack,
  Box,
  Button,
  Card,
  Collapsible,
  Icon,
  InlineStack,
  Link,
  ProgressBar,
  Text,
} from "@shopify/polaris";
import { CheckCircleIcon, XIcon } from "@shopify/polaris-icons";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { SelfTest } from "#app/ui/self-test.tsx";
import { SendTexts } from "#app/ui/send-texts.tsx";
import { useFormat } from "#app/ui/shell.ts";
import { TextChips } from "#app/ui/text-chips.tsx";
import type { readSetup } from "./home.server.ts";
import { progressOf, SETUP_STEPS, type SetupStep } from "./setup.ts";

type Setup = NonNullable<Awaited<ReturnType<typeof readSetup>>>;

const META_BILLING = "https://business.facebook.com/billing_hub/accounts";
const META_VERIFICATION = "https://business.facebook.com/settings/security";

interface StepProps {
  readonly step: SetupStep;
  readonly done: boolean;
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly children: ReactNode;
}

function Step({ step, done, open, onToggle, children }: StepProps) {
  const { t } = useTranslation("home");
  const id = `setup-${step}`;
  return (
    <Box borderBlockStartWidth="025" borderColor="border-secondary">
      <button type="button" className="cw-step" aria-expanded={open} aria-controls={id} onClick={onToggle}>
        <span className={done ? undefined : "cw-open-step"}>
          {done ? <Icon source={CheckCircleIcon} tone="success" /> : null}
          <Text as="span" visuallyHidden>
            {t(done ? "setup.done" : "setup.open")}
          </Text>
        </span>
        <Text as="span" fontWeight={open ? "semibold" : "regular"}>
          {t(`setup.${step}.title`)}
        </Text>
      </button>
      <Collapsible id={id} open={open}>
        <Box paddingBlockEnd="400" paddingInlineStart="800">
          <BlockStack gap="300" inlineAlign="start">
            {children}
          </BlockStack>
        </Box>
      </Collapsible>
    </Box>
  );
}

function NumberStep({ setup }: { readonly setup: Setup }) {
  const { t } = useTranslation("home");
  return (
    <>
      <Text as="p">
        {setup.connected
          ? t("setup.number.connected", { number: setup.displayPhoneNumber })
          : t("setup.number.what")}
      </Text>
      {setup.connected ? null : (
        <Button variant="primary" url="/app/connect">
          {t("setup.number.action")}
        </Button>
      )}
    </>
  );
}

function ConsentStep({ setup }: { readonly setup: Setup }) {
  const { t } = useTranslation("home");
  return (
    <>
      <Text as="p">{t(setup.asksInCheckout ? "setup.consent.plus" : "setup.consent.basic")}</Text>
      <Text as="p" tone="subdued">
        {t("setup.consent.ticks")}
      </Text>
      {setup.asked ? null : (
        <Button variant="primary" url={`${setup.shopifySettings}/editor`} target="_top">
          {t("setup.consent.action")}
        </Button>
      )}
    </>
  );
}

function TextsStep({ setup }: { readonly setup: Setup }) {
  const { t } = useTranslation("home");
  const { texts } = setup;
  const rejected = texts.find((text) => text.status === "rejected");
  return (
    <>
      <Text as="p">{t(texts.length === 0 ? "setup.texts.what" : "setup.texts.sent")}</Text>
      {texts.length > 0 ? <TextChips texts={texts} /> : null}
      {setup.textsMissing > 0 ? <SendTexts disabled={!setup.connected} count={setup.textsMissing} /> : null}
      {texts.length > 0 ? (
        <Link
          url={rejected ? `/app/texts/${rejected.templateId}?language=${rejected.language}` : "/app/texts"}
        >
          {t(rejected ? "setup.texts.mend" : "setup.texts.see")}
        </Link>
      ) : null}
    </>
  );
}

function AutomationsStep({ setup }: { readonly setup: Setup }) {
  const { t } = useTranslation("home");
  return (
    <>
      <Text as="p">{t("setup.automations.what")}</Text>
      {setup.anyLive ? null : (
        <Button variant="primary" url="/app/automations">
          {t("setup.automations.action")}
        </Button>
      )}
    </>
  );
}

function PhonesStep({ setup }: { readonly setup: Setup }) {
  const { t } = useTranslation("home");
  const format = useFormat();
  const { withPhone, looked } = setup.phones;
  return (
    <>
      <Text as="p">
        {looked === 0
          ? t("setup.phones.none")
          : t("setup.phones.share", {
              count: looked,
              withPhone: format.number(withPhone),
              looked: format.number(looked),
            })}
      </Text>
      <Button url={setup.shopifySettings} target="_top">
        {t("setup.phones.action")}
      </Button>
    </>
  );
}

function TestStep({ setup }: { readonly setup: Setup }) {
  const { t } = useTranslation("home");
  return setup.test ? <SelfTest test={setup.test} /> : <Text as="p">{t("setup.test.needsNumber")}</Text>;
}

function PaymentStep({ setup }: { readonly setup: Setup }) {
  const { t } = useTranslation("home");
  return (
    <>
      <Text as="p">{t(setup.payment === null ? "setup.payment.unknown" : "setup.payment.what")}</Text>
      {setup.payment === true ? null : (
        <Button url={META_BILLING} external>
          {t("setup.payment.action")}
        </Button>
      )}
    </>
  );
}

const CONTENT: Readonly<Record<SetupStep, (props: { readonly setup: Setup }) => ReactNode>> = {
  number: NumberStep,
  test: TestStep,
  payment: PaymentStep,
  consent: ConsentStep,
  texts: TextsStep,
  automations: AutomationsStep,
  phones: PhonesStep,
};

/** What is left before the shop is live; each step ticks itself. */
export function SetupCard({ setup }: { readonly setup: Setup }) {
  const { t } = useTranslation("home");
  const fetcher = useFetcher({ key: "setup" });
  const progress = progressOf(setup);
  const [chosen, setChosen] = useState<SetupStep | "none">();
  const openStep = chosen ?? progress.next;
  const title = progress.next
    ? t("setup.progress", {
        done: progress.count,
        all: SETUP_STEPS.length,
        count: progress.minutesLeft,
      })
    : t("setup.complete");
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="start" wrap={false} gap="200">
          <Text as="h2" variant="headingMd" id="setup-progress">
            {title}
          </Text>
          <Button
            variant="tertiary"
            icon={XIcon}
            accessibilityLabel={t("setup.dismiss")}
            onClick={() => fetcher.submit({ intent: "dismiss-setup" }, { method: "post", action: "/app" })}
          />
        </InlineStack>
        <ProgressBar
          size="small"
          tone="success"
          progress={(progress.count / SETUP_STEPS.length) * 100}
          ariaLabelledBy="setup-progress"
        />
        <div hidden={progress.next === null}>
          {SETUP_STEPS.map((step) => {
            const Content = CONTENT[step];
            return (
              <Step
                key={step}
                step={step}
                done={progress.done[step]}
                open={openStep === step}
                onToggle={() => setChosen(openStep === step ? "none" : step)}
              >
                <Content setup={setup} />
              </Step>
            );
          })}
        </div>
        {progress.next === null ? <Text as="p">{t("setup.completeWhat")}</Text> : null}
        {setup.unverified ? (
          <Text as="p" tone="subdued">
            {t("setup.verify")}{" "}
            <Link url={META_VERIFICATION} external>
              {t("setup.verifyAction")}
            </Link>
          </Text>
        ) : null}
      </BlockStack>
    </Card>
  );
}
