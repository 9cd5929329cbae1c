import { BlockStack, InlineStack, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { encode } from "uqr";
import type { shownSelfTest } from "#app/routes/app/self-test.server.ts";
import "./self-test.css";
import { useFormat } from "./shell.ts";
import { StatusBadge, type StatusLook } from "./status-badge.tsx";

type SelfTestShown = Awaited<ReturnType<typeof shownSelfTest>>;

const LOOK = {
  waiting: "neutral",
  heard: "waiting",
  answered: "good",
  failed: "bad",
} as const satisfies Record<SelfTestShown["state"], StatusLook>;

/** The squares of a code, as one path: a unit each. */
function pathOf(rows: readonly (readonly boolean[])[]): string {
  return rows.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
}

function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { data, size } = encode(text, { ecc: "M", border: 2 });
  return (
    <svg
      className="cw-qr"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={pathOf(data)} fill="#000" />
    </svg>
  );
}

/** Scan, send the word, read the answer: both directions are proved before any text is approved. */
export function SelfTest({ test }: { readonly test: SelfTestShown }) {
  const { t } = useTranslation("number");
  const format = useFormat();
  const { state, heardAt, messageId } = test;
  return (
    <InlineStack gap="400" blockAlign="start">
      <QrCode text={test.url} label={t("selfTest.code")} />
      <div className="cw-qr-words">
        <BlockStack gap="200" inlineAlign="start">
          <Text as="p">{t("selfTest.how")}</Text>
          <Text as="p" tone="subdued">
            {t("selfTest.orWrite", { word: test.word, number: test.display })}{" "}
            <Link url={test.url} external>
              {t("selfTest.here")}
            </Link>
          </Text>
          <div aria-live="polite">
            <BlockStack gap="100" inlineAlign="start">
              <StatusBadge look={LOOK[state]}>{t(`selfTest.state.${state}`)}</StatusBadge>
              {heardAt ? (
                <Text as="p" tone="subdued">
                  {t("selfTest.heardAt", { at: format.since(heardAt) })}{" "}
                  {messageId ? <Link url={`/app/messages/${messageId}`}>{t("selfTest.see")}</Link> : null}
                </Text>
              ) : null}
            </BlockStack>
          </div>
        </BlockStack>
      </div>
    </InlineStack>
  );
}
