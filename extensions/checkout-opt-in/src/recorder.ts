import type { Outcome, Statement } from "./consent-endpoint.ts";
import { sameNumber } from "./phone.ts";

/** What a shopper sees of the recording. */
export type RecordingState =
  /** Nothing was said, or nothing that needs recording. */
  | "idle"
  | "saving"
  | "saved"
  | "withdrawn"
  /** The number was refused; another one is needed. */
  | "phone-invalid"
  | "offline"
  | "failed";

export interface RecorderParts {
  readonly post: (statement: Statement) => Promise<Outcome>;
  /** Resolves after so many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly onState: (state: RecordingState) => void;
  /** Told of every grant that was recorded, and of every withdrawal with `undefined`. */
  readonly onRecorded: (grant: Statement | undefined) => void;
}

export interface Recorder {
  /** Says which grant the shopper wants on record, `undefined` for none. The last wish counts. */
  wish(grant: Statement | undefined): void;
  /** Tries once more what could not be saved. */
  retry(): void;
}

/** Ticks and corrections that follow one another within this time make one request. */
export const SETTLE_MS = 400;
/** What an app that did not answer is asked once more after this time. */
export const RETRY_MS = 2_000;

/** A grant that the app has or, after an answer that never came, may have. */
interface Known {
  readonly grant: Statement;
  readonly certain: boolean;
}

const sameStatement = (one: Statement, other: Statement) =>
  sameNumber(one.phone, other.phone) &&
  one.checkoutToken === other.checkoutToken &&
  one.orderId === other.orderId &&
  one.wording.version === other.wording.version;

/**
 * What has to be said next so that the app's record is what the shopper wants; `undefined` when it is. A grant for
 * a number that was corrected is withdrawn before the next one is given: the old number may be a stranger's.
 */
function nextStatement(wanted: Statement | undefined, known: Known | undefined): Statement | undefined {
  if (known && !(wanted && sameNumber(wanted.phone, known.grant.phone)))
    return { ...known.grant, granted: false };
  if (wanted && known?.certain && sameStatement(wanted, known.grant)) return undefined;
  return wanted;
}

const stateOf: Readonly<Record<Outcome, RecordingState>> = {
  recorded: "saved",
  phone: "phone-invalid",
  refused: "failed",
  offline: "offline",
  unavailable: "failed",
};

/**
 * Keeps the app's record in step with the box: one request at a time and in order, the last wish wins.
 * @param recalled the grant that was recorded before the page was loaded.
 */
export function createRecorder(parts: RecorderParts, recalled?: Statement): Recorder {
  let wanted = recalled;
  let known: Known | undefined = recalled && { grant: recalled, certain: true };
  let wishes = 0;
  let working = false;
  let wake = () => {};

  /** Waits, but not beyond the next wish. */
  function pause(milliseconds: number): Promise<void> {
    const wished = new Promise<void>((resolve) => {
      wake = resolve;
    });
    return Promise.race([parts.wait(milliseconds), wished]);
  }

  function learn(statement: Statement, outcome: Outcome): void {
    if (outcome === "recorded") {
      known = statement.granted ? { grant: statement, certain: true } : undefined;
      parts.onRecorded(known?.grant);
    } else if (outcome === "phone") {
      // The app cannot hold a grant for what is no number.
      known = undefined;
    } else if (statement.granted && outcome !== "refused") {
      known = { grant: statement, certain: false };
    }
  }

  /** Says one thing; once more when the app did not answer, unless the shopper meanwhile wants something else. */
  async function say(statement: Statement): Promise<Outcome> {
    const asked = wishes;
    let outcome = await parts.post(statement);
    if (outcome === "unavailable") {
      await pause(RETRY_MS);
      if (asked === wishes) outcome = await parts.post(statement);
    }
    learn(statement, outcome);
    return outcome;
  }

  /** A tick that is lost with the page does no harm, a withdrawal would: it waits for no further click. */
  async function settle(): Promise<number> {
    for (;;) {
      const seen = wishes;
      if (known && !wanted) return seen;
      await pause(SETTLE_MS);
      if (seen === wishes) return seen;
    }
  }

  /** Works until the record is what is wanted, or something stands in the way; returns what to show. */
  async function work(): Promise<RecordingState> {
    let seen = await settle();
    let hasWithdrawn = false;
    for (;;) {
      if (seen !== wishes) seen = await settle();
      const statement = nextStatement(wanted, known);
      if (!statement) return wanted ? "saved" : hasWithdrawn ? "withdrawn" : "idle";
      parts.onState("saving");
      const outcome = await say(statement);
      if (!statement.granted) hasWithdrawn ||= known === undefined;
      const isDone = outcome === "recorded" || (outcome === "phone" && !statement.granted);
      if (!isDone && seen === wishes) return stateOf[outcome];
    }
  }

  function start(): void {
    wishes += 1;
    wake();
    if (working) return;
    working = true;
    void work().then((state) => {
      working = false;
      parts.onState(state);
    });
  }

  return {
    wish(grant) {
      wanted = grant;
      start();
    },
    retry: start,
  };
}
