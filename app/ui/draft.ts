import { useCallback, useEffect, useState } from "react";

/** Words that somebody is writing. */
interface Draft {
  /** Of this writing: sent twice with the same words, it is one message. */
  readonly id: string;
  readonly text: string;
}

/** For this document, where the browser lets a page in a frame keep nothing. */
const held = new Map<string, Draft>();
const nameOf = (place: string) => `draft:${place}`;

function read(place: string): Draft | undefined {
  try {
    const stored = sessionStorage.getItem(nameOf(place));
    if (stored) return JSON.parse(stored) as Draft;
  } catch {
    // Forbidden by the browser, or not ours: as if nothing was kept.
  }
  return held.get(place);
}

/** Keeps words for a place, so that they are there when it is shown again. */
export function keepDraft(place: string, draft: Draft): void {
  const isEmpty = draft.text === "";
  if (isEmpty) held.delete(place);
  else held.set(place, draft);
  try {
    if (isEmpty) sessionStorage.removeItem(nameOf(place));
    else sessionStorage.setItem(nameOf(place), JSON.stringify(draft));
  } catch {
    // As above: kept in this document.
  }
}

/** What is left of the words after these were sent: what was added while they were on their way. */
export function leftAfter(text: string, sent: string): string {
  return text.startsWith(sent) ? text.slice(sent.length).trimStart() : text;
}

/**
 * A text field whose words outlive reloads, failed sends and the page's own faults; they are gone once they were sent.
 * @param place what they are written for, such as `thread:<contact>`
 */
export function useDraft(place: string) {
  const [draft, setDraft] = useState<Draft>({ id: "", text: "" });
  /** Whether it was written in since it is shown: words from before hold up nothing. */
  const [touched, setTouched] = useState(false);
  useEffect(() => {
    setDraft(read(place) ?? { id: "", text: "" });
    setTouched(false);
  }, [place]);
  const change = useCallback(
    (update: (before: Draft) => Draft) =>
      setDraft((before) => {
        const after = update(before);
        keepDraft(place, after);
        return after;
      }),
    [place],
  );
  const setText = useCallback(
    (text: string) => {
      setTouched(text !== "");
      change(({ id }) => ({ id: id || crypto.randomUUID(), text }));
    },
    [change],
  );
  const sent = useCallback(
    (words: string) => change(({ text }) => ({ id: crypto.randomUUID(), text: leftAfter(text, words) })),
    [change],
  );
  return { ...draft, touched, setText, sent };
}
