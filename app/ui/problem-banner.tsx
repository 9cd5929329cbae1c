import { Banner, BlockStack, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { Foldable } from "./foldable.tsx";
import { wordsOf } from "./problem-words.ts";
import { useFormat, useShell } from "./shell.ts";

const TONE = { critical: "critical", warning: "warning", info: "info" } as const;

/** The most severe fault in full, the others as a count that unfolds. */
export function ProblemBanner() {
  const { problems } = useShell();
  const { t } = useTranslation(["problems", "common"]);
  const format = useFormat();
  const worded = problems.map((problem) => ({
    key: `${problem.kind}:${problem.subject}`,
    tone: TONE[problem.severity],
    ...wordsOf(problem, format.since(problem.since), t),
  }));
  const [first, ...others] = worded;
  if (!first) return null;
  const external = first.action.url.startsWith("https:");
  return (
    <Banner
      tone={first.tone}
      title={first.title}
      action={{ content: first.action.content, url: first.action.url, ...(external ? { external } : {}) }}
    >
      <BlockStack gap="200">
        <Text as="p">{first.meaning}</Text>
        {first.detail ? (
          <Text as="p" tone="subdued">
            {t("problems:said", { detail: first.detail })}
          </Text>
        ) : null}
        {others.length > 0 ? (
          <Foldable label={t("problems:more", { count: others.length })}>
            <BlockStack gap="200">
              {others.map((other) => (
                <BlockStack key={other.key}>
                  <Text as="p" fontWeight="semibold">
                    {other.title}
                  </Text>
                  <Text as="p">
                    {other.meaning}{" "}
                    <Link url={other.action.url} external={other.action.url.startsWith("https:")}>
                      {other.action.content}
                    </Link>
                  </Text>
                </BlockStack>
              ))}
            </BlockStack>
          </Foldable>
        ) : null}
      </BlockStack>
    </Banner>
  );
}
