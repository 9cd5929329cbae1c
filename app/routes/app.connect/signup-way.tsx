import { useFetcher, useNavigate, useRevalidator } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Button, InlineStack, Link, Text } from "@shopify/polaris";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { SignupView, Whereabouts } from "#app/modules/signup/index.ts";
import { useEndingWords } from "#app/ui/signup-words.ts";
import type { BeginAnswer } from "./connect.server.ts";

const LOOK_EVERY_MS = 2_500;

/** Asks again and again what came of the window, and when this one is looked at again. */
function useLook(waiting: boolean): void {
  const { revalidate, state } = useRevalidator();
  const latest = useRef({ revalidate, state });
  latest.current = { revalidate, state };
  useEffect(() => {
    if (!waiting) return;
    const look = () => {
      if (latest.current.state === "idle") latest.current.revalidate();
    };
    const timer = setInterval(look, LOOK_EVERY_MS);
    addEventListener("focus", look);
    return () => {
      clearInterval(timer);
      removeEventListener("focus", look);
    };
  }, [waiting]);
}

/** Opens the window while the click is handled, for browsers block those that open later; its address follows. */
function useWindow() {
  const fetcher = useFetcher<BeginAnswer>({ key: "begin-signup" });
  const opened = useRef<Window | null>(null);
  const led = useRef<string>(undefined);
  const begun = fetcher.state === "idle" ? fetcher.data : undefined;
  useEffect(() => {
    if (!begun || led.current === begun.id) return;
    led.current = begun.id;
    if (opened.current) opened.current.location.href = begun.url;
  }, [begun]);
  return {
    begun,
    busy: fetcher.state !== "idle",
    isBlocked: begun !== undefined && opened.current === null,
    begin(where: Whereabouts) {
      opened.current = window.open("about:blank", "_blank");
      fetcher.submit({ intent: "begin", where }, { method: "post", action: "/app/connect" });
    },
  };
}

interface SignupWayProps {
  readonly where: Whereabouts;
  /** The last attempt of whoever is here. */
  readonly last: SignupView | null;
}

/** Connecting by signing in at Meta, in a window of its own; what comes of it is shown here too. */
export function SignupWay({ where, last }: SignupWayProps) {
  const { t } = useTranslation("connect");
  const { begun, busy, isBlocked, begin } = useWindow();
  const navigate = useNavigate();
  const shopify = useAppBridge();
  const say = useEndingWords();
  const attempt = last?.id === begun?.id ? last : null;
  const { ending = null, phoneNumberId = null } = attempt ?? {};
  useLook(begun !== undefined && ending !== "connected");
  useEffect(() => {
    if (ending !== "connected" || !phoneNumberId) return;
    shopify.toast.show(t("token.done"));
    navigate(`/app/numbers/${phoneNumberId}`);
  }, [ending, phoneNumberId, navigate, shopify, t]);
  const words = attempt && ending && ending !== "connected" ? say({ ...attempt, ending, number: "" }) : null;
  return (
    <BlockStack gap="300">
      {isBlocked && begun ? (
        <Banner tone="warning" title={t("atMeta.blocked")}>
          <Link url={begun.url} external>
            {t("atMeta.open")}
          </Link>
        </Banner>
      ) : null}
      {words ? (
        <Banner tone={ending === "failed" || ending === "refused" ? "warning" : "info"} title={words.title}>
          <p>{words.what}</p>
        </Banner>
      ) : null}
      <InlineStack>
        <Button variant="primary" loading={busy} onClick={() => begin(where)}>
          {t("atMeta.do")}
        </Button>
      </InlineStack>
      <Text as="p" tone="subdued">
        {t(begun && !words ? "atMeta.waiting" : "atMeta.opens")}
      </Text>
    </BlockStack>
  );
}
