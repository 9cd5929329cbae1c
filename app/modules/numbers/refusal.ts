import type { MetaProblem } from "#app/integrations/meta/index.ts";

export type ConnectProblem =
  | "token_invalid"
  | "permission_missing"
  /** Meta does not say on which accounts the token was given: their ids are needed. */
  | "accounts_unnamed"
  /** The accounts have no number yet. */
  | "no_number"
  | "number_not_found"
  | "waba_not_found"
  | "number_taken"
  | "unavailable";

/** @property detail what Meta said, verbatim */
export interface Refused {
  readonly ok: false;
  readonly problem: ConnectProblem;
  readonly detail: string;
}

export const refused = (problem: ConnectProblem, detail = ""): Refused => ({ ok: false, problem, detail });

/** Meta's refusal as ours. @param missing what is not there, where Meta says that something isn't */
export function refusedBy(problem: MetaProblem, missing: ConnectProblem): Refused {
  if (problem.action === "retry") return refused("unavailable", problem.detail);
  if (problem.code === 190) return refused("token_invalid", problem.detail);
  return refused(missing, problem.detail);
}
