import { useNavigation } from "@remix-run/react";
import { ChoiceList, IndexFilters, IndexFiltersMode, useSetIndexFiltersMode } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { AUTOMATION_KINDS } from "#app/modules/automations/kinds.ts";
import { PURPOSES } from "#app/modules/templates/purposes.ts";
import { originName, reasonWords, type Translate, textName } from "#app/ui/message-words.ts";
import { useShell } from "#app/ui/shell.ts";
import { useAddress } from "./address.ts";
import { countriesFor } from "./countries.ts";
import {
  type Asked,
  CATEGORIES,
  FILTERS,
  type FilterName,
  isNarrowed,
  PERIODS,
  reasonsIn,
  UNFILTERED,
  USUAL_PERIOD,
  VIEWS,
} from "./filters.ts";

/** A search begins when the merchant pauses for so long, in milliseconds. */
const TYPING_MS = 400;
/** Polaris lays its tabs out anew once it has measured them. */
const TABS_MEASURED_MS = 100;

interface Choice {
  readonly value: string;
  readonly label: string;
}

function choicesOf(
  asked: Asked,
  countries: readonly Choice[],
  numbers: readonly Choice[],
  t: Translate,
): Record<FilterName, readonly Choice[]> {
  return {
    number: numbers,
    automation: AUTOMATION_KINDS.map((value) => ({ value, label: originName(value, t) })),
    template: PURPOSES.map((value) => ({ value, label: textName(value, t) })),
    country: countries,
    category: CATEGORIES.map((value) => ({ value, label: t(`messages:category.${value}`) })),
    reason: reasonsIn(asked.view).map((value) => ({ value, label: reasonWords(value, t) })),
  };
}

interface OneOfProps {
  readonly title: string;
  readonly choices: readonly Choice[];
  readonly selected: string | null;
  readonly onChange: (value: string | null) => void;
}

function OneOf({ title, choices, selected, onChange }: OneOfProps) {
  return (
    <ChoiceList
      title={title}
      titleHidden
      choices={[...choices]}
      selected={selected === null ? [] : [selected]}
      onChange={([value]) => onChange(value ?? null)}
    />
  );
}

/** What is typed, sent to the address once the typing rests; an address that changes by itself is shown. */
function useSearchWords(asked: string, search: (words: string) => void) {
  const [words, setWords] = useState(asked);
  const sent = useRef(asked);
  const latest = useRef(search);
  latest.current = search;
  useEffect(() => {
    if (words === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = words;
      latest.current(words);
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [words]);
  useEffect(() => {
    if (asked === sent.current) return;
    sent.current = asked;
    setWords(asked);
  }, [asked]);
  return [words, setWords] as const;
}

/** On a narrow screen the tabs are wider than it: the chosen one is brought into sight. */
function useShownTab(view: Asked["view"]) {
  const place = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the view is what is marked in the document
  useEffect(() => {
    const timer = setTimeout(() => {
      // In the list: Polaris measures its tabs on a hidden copy beside it.
      const tab = place.current?.querySelector('ul [role="tab"][aria-selected="true"]');
      tab?.scrollIntoView({ block: "nearest", inline: "nearest" });
    }, TABS_MEASURED_MS);
    return () => clearTimeout(timer);
  }, [view]);
  return place;
}

interface MessageFiltersProps {
  readonly asked: Asked;
  /** Of the shop. */
  readonly numbers: readonly Choice[];
}

/** Tabs, search and filters of the list; all of them stand in the address. */
export function MessageFilters({ asked, numbers }: MessageFiltersProps) {
  const { t } = useTranslation(["messages", "common", "automations"]);
  const { format } = useShell();
  const go = useAddress();
  const navigation = useNavigation();
  const narrowed = isNarrowed(asked) || asked.period !== USUAL_PERIOD;
  const { mode, setMode } = useSetIndexFiltersMode(
    narrowed ? IndexFiltersMode.Filtering : IndexFiltersMode.Default,
  );
  // Who opens the search wants to type; who follows a link to a filtered list does not.
  const [wanted, setWanted] = useState(false);
  const choose = (next: IndexFiltersMode) => {
    setWanted(next === IndexFiltersMode.Filtering);
    setMode(next);
  };
  const tabs = useShownTab(asked.view);
  // What narrows the list is never hidden, wherever it was chosen.
  useEffect(() => {
    if (narrowed) setMode(IndexFiltersMode.Filtering);
  }, [narrowed, setMode]);
  const [words, setWords] = useSearchWords(asked.search, (q) => go({ q }));
  const isReplies = asked.view === "replies";
  const choices = choicesOf(asked, countriesFor(format.language, format.countryCode), numbers, t);
  const periods = PERIODS.map((value) => ({ value, label: t(`messages:period.${value}`) }));
  const label = (list: readonly Choice[], value: string) =>
    list.find((one) => one.value === value)?.label ?? value;
  const applied = (name: FilterName | "period", list: readonly Choice[], value: string) => ({
    key: name,
    label: t("messages:filter.applied", { filter: t(`messages:filter.${name}`), value: label(list, value) }),
    onRemove: () => go({ [name]: null }),
  });
  const appliedFilters = [
    ...(asked.period === USUAL_PERIOD ? [] : [applied("period", periods, asked.period)]),
    ...FILTERS.flatMap((name) => {
      const value = asked.filters[name];
      return value === null ? [] : [applied(name, choices[name], value)];
    }),
  ];
  const clear = () => {
    setWords("");
    go(UNFILTERED);
  };
  const filters = [
    {
      key: "period",
      label: t("messages:filter.period"),
      filter: (
        <OneOf
          title={t("messages:filter.period")}
          choices={periods}
          selected={asked.period}
          onChange={(period) => go({ period: period === USUAL_PERIOD ? null : period })}
        />
      ),
    },
    ...FILTERS.map((name) => ({
      key: name,
      label: t(`messages:filter.${name}`),
      filter: (
        <OneOf
          title={t(`messages:filter.${name}`)}
          choices={choices[name]}
          selected={asked.filters[name]}
          onChange={(value) => go({ [name]: value })}
        />
      ),
    })),
  ];
  return (
    <div ref={tabs}>
      <IndexFilters
        tabs={VIEWS.map((view) => ({ id: view, content: t(`messages:view.${view}`), isLocked: true }))}
        selected={VIEWS.indexOf(asked.view)}
        onSelect={(index) =>
          go({ view: VIEWS[index] === "all" ? null : (VIEWS[index] ?? null), reason: null })
        }
        canCreateNewView={false}
        mode={mode}
        setMode={choose}
        autoFocusSearchField={wanted}
        loading={navigation.state === "loading"}
        queryValue={words}
        queryPlaceholder={t("messages:search.placeholder")}
        onQueryChange={setWords}
        onQueryClear={() => setWords("")}
        cancelAction={{ onAction: clear }}
        hideQueryField={isReplies}
        hideFilters={isReplies}
        filters={isReplies ? [] : filters}
        appliedFilters={isReplies ? [] : appliedFilters}
        onClearAll={clear}
      />
    </div>
  );
}
