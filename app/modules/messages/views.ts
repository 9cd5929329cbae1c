/** What the list of messages is looked at for. Replies are a list of their own. */
export const MESSAGE_VIEWS = ["all", "waiting", "not_sent", "failed", "uncertain"] as const;
export type MessageView = (typeof MESSAGE_VIEWS)[number];

/** Where a run of an automation stands, as its row says it. */
export type RunState = "waiting" | "ended";

/** What a message's status means for lists: `taken` by Meta, wherever it is now. */
type MessageStage = "queued" | "taken" | "failed" | "uncertain" | "suppressed";

interface Shown {
  readonly stages: readonly MessageStage[];
  /** Runs that wait for their next message, or ended without it. */
  readonly runs: readonly RunState[];
}

/** Which messages and runs a view shows. */
export const SHOWN_IN: Readonly<Record<MessageView, Shown>> = {
  all: { stages: ["queued", "taken", "failed", "uncertain", "suppressed"], runs: ["waiting", "ended"] },
  waiting: { stages: ["queued"], runs: ["waiting"] },
  not_sent: { stages: ["suppressed"], runs: ["ended"] },
  failed: { stages: ["failed"], runs: [] },
  uncertain: { stages: ["uncertain"], runs: [] },
};

/** The edge of a page: the time and id of its first or last row. */
export interface Edge {
  readonly at: Date;
  readonly id: string;
}

const EDGE = /^(\d{1,15})-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** An edge as it stands in an address. */
export function writeEdge(edge: Edge): string {
  return `${edge.at.getTime()}-${edge.id}`;
}

/** @returns undefined for what is no edge */
export function readEdge(text: string | null): Edge | undefined {
  const [, time, id] = EDGE.exec(text ?? "") ?? [];
  return time && id ? { at: new Date(Number(time)), id } : undefined;
}
