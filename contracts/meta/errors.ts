/** What to do about an error of Meta's. Source: Cloud API error codes, September 2026. */
export type MetaErrorAction =
  | "retry"
  | "retry_after_a_day"
  | "never_recipient"
  | "never_content"
  /** A promotion that is to leave through the other of the two endpoints. */
  | "other_endpoint"
  | "stop_channel";

const CODES: Readonly<Record<MetaErrorAction, readonly number[]>> = {
  retry: [1, 2, 4, 80007, 130429, 131000, 131016, 131056, 131057, 133004, 133016, 134100, 134101, 2494100],
  retry_after_a_day: [131049],
  never_recipient: [130403, 130472, 130497, 131021, 131026, 131047, 131050, 131051, 131062],
  never_content: [
    100, 131008, 131009, 131052, 131053, 131064, 132000, 132001, 132005, 132007, 132012, 132015, 132016,
    132018, 132068, 132069,
  ],
  other_endpoint: [131055, 131061, 131063],
  stop_channel: [
    0, 3, 10, 33, 190, 368, 131005, 131031, 131037, 131042, 131045, 131048, 133000, 133005, 133006, 133008,
    133009, 133010, 133015, 134011, 134102, 135000, 1752041,
  ],
};

const BY_CODE = new Map<number, MetaErrorAction>(
  Object.entries(CODES).flatMap(([action, codes]) =>
    codes.map((code) => [code, action as MetaErrorAction] as const),
  ),
);

/** The known meaning of a code, or undefined. 200 to 299 are missing permissions. */
export function metaErrorOf(code: number): { readonly action: MetaErrorAction } | undefined {
  const action = code >= 200 && code <= 299 ? "stop_channel" : BY_CODE.get(code);
  return action && { action };
}
