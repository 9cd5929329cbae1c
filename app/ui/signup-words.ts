import { useTranslation } from "react-i18next";
import type { ConnectProblem } from "#app/modules/numbers/index.ts";
import type { Ending } from "#app/modules/signup/index.ts";

/** What came of signing in at Meta. */
export interface Ended {
  readonly ending: Ending;
  readonly reason: string | null;
  readonly detail: string | null;
  /** As Meta writes it. */
  readonly number: string;
}

export type StepName = "verification" | "number" | "profile" | "permissions" | "account" | "other";

/** Words in the names of Meta's steps; the names themselves are not listed anywhere. */
const STEPS: readonly (readonly [RegExp, StepName])[] = [
  [/VERIF/, "verification"],
  [/PERMISSION/, "permissions"],
  [/PROFILE_SETUP|DISPLAY_NAME/, "profile"],
  [/PHONE/, "number"],
  [/BUSINESS|WABA|ACCOUNT|ASSET/, "account"],
];

/** The step at which somebody left off. @param name Meta's, such as PHONE_NUMBER_SETUP */
export function stepOf(name: string | null): StepName {
  const upper = name?.toUpperCase() ?? "";
  return STEPS.find(([pattern]) => pattern.test(upper))?.[1] ?? "other";
}

/** What happened and what it means, for each way in which signing in at Meta can end. */
export function useEndingWords() {
  const { t } = useTranslation("connect");
  return ({ ending, reason, detail, number }: Ended) => {
    const problem = (reason ?? "unavailable") as ConnectProblem | "code_refused";
    const values = {
      number,
      detail: detail ?? "",
      step: t(`atMeta.step.${stepOf(reason)}`),
      problem: ending === "refused" ? t(`problem.${problem}`, { detail: detail ?? "" }) : "",
    };
    return {
      title: t(`atMeta.ending.${ending}.title`, values),
      what: t(`atMeta.ending.${ending}.what`, values),
    };
  };
}
