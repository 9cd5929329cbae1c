import { neverConnected, noAnswer } from "#app/integrations/meta/errors.ts";
import {
  type MetaClient,
  type MetaProblem,
  type MetaResult,
  problemOfCode,
} from "#app/integrations/meta/index.ts";
import { newId } from "#app/platform/ids.ts";
import { readyAccount } from "#tests/ready-account.ts";
import { randomOf } from "./random.ts";

/** A call to Meta, as Meta's own books have it. */
export interface SendCall {
  readonly at: Date;
  readonly phoneNumberId: string;
  readonly shopId: string;
  readonly messageId: string;
  readonly recipient: string;
  readonly template: string;
  /** Whether Meta took it, whatever the app was told. */
  readonly wamid: string | undefined;
  readonly outcome: string;
}

export interface MetaPlay {
  readonly client: MetaClient;
  readonly calls: SendCall[];
  /** Numbers whose token Meta takes no more. */
  readonly revoked: Set<string>;
  /** While true, every call goes well. */
  calm: boolean;
}

interface Sent {
  readonly to?: string;
  readonly recipient?: string;
  readonly type: string;
  readonly template?: { readonly name: string };
  readonly biz_opaque_callback_data: string;
}

const REFUSALS: Readonly<Record<string, MetaProblem>> = {
  "too many from the number": problemOfCode(130429, "", 400),
  "too many to the person": problemOfCode(131056, "", 400),
  "too many promotions": problemOfCode(131049, "", 400),
  "an error at Meta": problemOfCode(131000, "", 500),
  "not connected": neverConnected("refused"),
};

/** What becomes of a call, and how likely: the rest is taken and answered. */
const FATES: readonly (readonly [number, string])[] = [
  [0.05, "too many from the number"],
  [0.1, "too many to the person"],
  [0.14, "too many promotions"],
  [0.18, "an error at Meta"],
  [0.2, "not connected"],
  [0.27, "taken without an answer"],
  [0.3, "lost without an answer"],
];

/** Meta, answering by the seed. @param onTaken is told of each message that Meta took */
export function playMeta(needs: {
  readonly seed: number;
  readonly now: () => Date;
  readonly onTaken: (call: SendCall, callbackData: string) => void;
}): MetaPlay {
  const calls: SendCall[] = [];
  const revoked = new Set<string>();
  const turns = new Map<string, number>();
  const play = { calls, revoked, calm: false };

  /** By person and text, not by the order of calls: lanes work beside each other. */
  function fateOf(phoneNumberId: string, to: string, template: string): string {
    if (revoked.has(phoneNumberId)) return "token revoked";
    if (play.calm) return "taken";
    const name = `${phoneNumberId} ${to} ${template}`;
    const turn = (turns.get(name) ?? 0) + 1;
    turns.set(name, turn);
    const drawn = randomOf(needs.seed, `${name} ${turn}`).next();
    return FATES.find(([below]) => drawn < below)?.[1] ?? "taken";
  }

  const client: Partial<MetaClient> = {
    ...readyAccount,
    async numbersOf(waba) {
      return { ok: true, value: [waba.replace("waba", "number")] };
    },
    async sendMessage(phoneNumberId, _token, payload) {
      const sent = payload as Sent;
      const recipient = sent.to ?? sent.recipient ?? "";
      const template = sent.template?.name ?? sent.type;
      const outcome = fateOf(phoneNumberId, recipient, template);
      const taken = outcome.startsWith("taken");
      const [, shopId = "", messageId = ""] = sent.biz_opaque_callback_data.split(".");
      const wamid = taken ? `wamid.${newId()}` : undefined;
      const at = needs.now();
      const call = { at, phoneNumberId, shopId, messageId, recipient, template, wamid, outcome };
      calls.push(call);
      if (taken) needs.onTaken(call, sent.biz_opaque_callback_data);
      return answerOf(outcome, wamid);
    },
  };
  return Object.assign(play, { client: client as MetaClient });
}

function answerOf(
  outcome: string,
  wamid: string | undefined,
): MetaResult<{
  readonly wamid: string;
  readonly held: boolean;
  readonly waId: undefined;
  readonly userId: undefined;
}> {
  if (outcome === "token revoked") return { ok: false, problem: problemOfCode(190, "", 401) };
  if (outcome.endsWith("without an answer")) return { ok: false, problem: noAnswer("timed out") };
  const problem = REFUSALS[outcome];
  if (problem) return { ok: false, problem };
  return { ok: true, value: { wamid: wamid ?? "", held: false, waId: undefined, userId: undefined } };
}
