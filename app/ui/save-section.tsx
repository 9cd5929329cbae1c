import { useFetcher, useLocation } from "@remix-run/react";
import { SaveBar, useAppBridge } from "@shopify/app-bridge-react";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useTranslation } from "react-i18next";

type Values = Readonly<Record<string, string>>;

/** What an action answers to a section's form. */
export interface SaveAnswer {
  readonly ok: boolean;
  readonly problem?: string;
  readonly fields?: readonly string[];
}

interface Bars {
  readonly shown: string | undefined;
  mark(id: string, dirty: boolean): void;
}

const BarsContext = createContext<Bars>({ shown: undefined, mark: () => undefined });

/** Sections of a screen, each with a save bar of its own: Shopify shows one at a time, the first changed comes first. */
export function SaveBars({ children }: { readonly children: ReactNode }) {
  const [dirty, setDirty] = useState<readonly string[]>([]);
  const mark = useCallback(
    (id: string, isDirty: boolean) =>
      setDirty((ids) => {
        if (ids.includes(id) === isDirty) return ids;
        return isDirty ? [...ids, id] : ids.filter((one) => one !== id);
      }),
    [],
  );
  const [shown] = dirty;
  const bars = useMemo<Bars>(() => ({ shown, mark }), [shown, mark]);
  return <BarsContext.Provider value={bars}>{children}</BarsContext.Provider>;
}

export interface Section<V extends Values> {
  /** What the form shows: what is stored, with the merchant's changes over it. */
  readonly values: V;
  set(changes: Partial<V>): void;
  /** Of the last try to save; gone when the form is changed again. */
  readonly answer: SaveAnswer | undefined;
  readonly bar: ReactNode;
}

/**
 * A part of a screen that is saved on its own.
 * @param intent names the form to the screen's action, and its save bar
 * @param stored as the loader gave it
 * @param version of what is stored; a save from an older one is refused
 */
export function useSaveSection<V extends Values>(intent: string, stored: V, version: number): Section<V> {
  const { t } = useTranslation();
  const shopify = useAppBridge();
  // Without the search: the document's own carries an id token.
  const { pathname } = useLocation();
  const fetcher = useFetcher<SaveAnswer>({ key: intent });
  const [changes, setChanges] = useState<Partial<V>>({});
  const [answer, setAnswer] = useState<SaveAnswer>();
  const { shown, mark } = useContext(BarsContext);
  const values = { ...stored, ...changes };
  const dirty = Object.keys(changes).some((key) => changes[key] !== stored[key]);
  useEffect(() => mark(intent, dirty), [mark, intent, dirty]);
  useEffect(() => () => mark(intent, false), [mark, intent]);

  const handled = useRef<SaveAnswer>();
  useEffect(() => {
    if (fetcher.state !== "idle" || !fetcher.data || handled.current === fetcher.data) return;
    handled.current = fetcher.data;
    if (fetcher.data.ok) {
      setChanges({});
      setAnswer(undefined);
      shopify.toast.show(t("saved"));
    } else setAnswer(fetcher.data);
  }, [fetcher.state, fetcher.data, shopify, t]);

  const saving = fetcher.state !== "idle";
  const bar = (
    <SaveBar id={intent} open={dirty && shown === intent}>
      <button
        type="button"
        variant="primary"
        disabled={saving}
        onClick={() =>
          fetcher.submit(
            { ...values, intent, version: String(version) },
            { method: "post", action: pathname },
          )
        }
      >
        {t("save")}
      </button>
      <button
        type="button"
        disabled={saving}
        onClick={() => {
          setChanges({});
          setAnswer(undefined);
        }}
      >
        {t("discard")}
      </button>
    </SaveBar>
  );
  return {
    values,
    set(more) {
      setAnswer(undefined);
      setChanges((before) => ({ ...before, ...more }));
    },
    answer,
    bar,
  };
}
