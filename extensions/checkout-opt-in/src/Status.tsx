import type { RecordingState } from "./recorder.ts";

export interface StatusProps {
  readonly state: RecordingState;
  /** The box is ticked, but there is no number yet. */
  readonly needsPhone: boolean;
  readonly translate: (key: string) => string;
  readonly onRetry: () => void;
}

function noteOf(state: RecordingState, needsPhone: boolean): string | undefined {
  if (state === "saving") return "saving";
  if (needsPhone) return "phoneNeeded";
  return state === "saved" || state === "withdrawn" ? state : undefined;
}

/** What became of the choice, announced to those who cannot see it. Nothing here stops anyone from paying. */
export function Status({ state, needsPhone, translate, onRetry }: StatusProps) {
  const note = noteOf(state, needsPhone);
  const isUnsaved = state === "failed" || state === "offline";
  return (
    <>
      <s-stack accessibilityRole="status">
        {note && (
          <s-text type="small" color="subdued">
            {translate(note)}
          </s-text>
        )}
      </s-stack>
      {isUnsaved && (
        <s-banner tone="warning">
          <s-stack gap="small-200">
            <s-text>{translate(state)}</s-text>
            <s-button variant="secondary" onClick={onRetry}>
              {translate("retry")}
            </s-button>
          </s-stack>
        </s-banner>
      )}
    </>
  );
}
