/** Something done to the sandbox before or as the example: a call of the Graph API, of the phone or of control. */
export interface Step {
  /** `/v26.0/…`, `/phone/api/…` or `/control/meta/…` */
  readonly path: string;
  /** `{n}` in texts counts the repetitions from 1. */
  readonly body?: object;
  readonly repeat?: number;
  /** Moves shop time first. */
  readonly afterMs?: number;
}

export interface Accepted {
  readonly given?: readonly Step[];
  readonly call: Step;
}

export interface Refused extends Accepted {
  readonly code: number;
  readonly subcode?: number;
  /** In the answer, or by a `failed` status of an accepted message. */
  readonly as: "answer" | "status";
}

/** A rule of Meta's that the sandbox enforces, with an example on either side of it. */
export interface Rule {
  readonly id: string;
  /** One sentence. */
  readonly rule: string;
  readonly source: string;
  readonly accepts: Accepted;
  readonly refuses: Refused;
}
