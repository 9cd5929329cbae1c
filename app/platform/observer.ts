/** Named points of a send and of a webhook's way, for tests that end the process there. */
export type Point =
  | "inbox.before_commit"
  | "inbox.after_commit"
  | "delivery.in_transaction"
  | "dispatch.before_claim"
  | "dispatch.after_claim"
  | "dispatch.after_begin"
  | "dispatch.after_call"
  | "dispatch.after_record";

export interface Observer {
  reach(point: Point): void | Promise<void>;
}

export const silentObserver: Observer = { reach: () => undefined };
