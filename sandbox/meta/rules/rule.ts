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
  /** What happens once the call's consequences have taken place. */
  readonly after?: readonly Step[];
}

export type Refused = Accepted &
  (
    | {
        readonly code: number;
        readonly subcode?: number;
        /** In the answer, or by a `failed` status of an accepted message. */
        readonly as: "answer" | "status";
      }
    /** An accepted message stays sent for ever. */
    | { readonly as: "silence" }
  );

/** A rule of Meta's that the sandbox enforces, with an example on either side of it. */
export interface Rule {
  readonly id: string;
  /** One sentence. */
  readonly rule: string;
  readonly source: string;
  readonly accepts: Accepted;
  readonly refuses: Refused;
}
