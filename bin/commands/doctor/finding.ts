/** What one check found, in a sentence; a fault says what to do. */
export interface Finding {
  readonly state: "good" | "note" | "fault";
  readonly sentence: string;
}

export const good = (sentence: string): Finding => ({ state: "good", sentence });
/** Worth knowing, and nothing is broken. */
export const note = (sentence: string): Finding => ({ state: "note", sentence });
export const fault = (sentence: string): Finding => ({ state: "fault", sentence });
