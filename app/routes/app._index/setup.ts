/** What a shop needs before the first message goes out, in the order in which it is done. */
export const SETUP_STEPS = [
  "number",
  "test",
  "phones",
  "consent",
  "texts",
  "payment",
  "automations",
] as const;
export type SetupStep = (typeof SETUP_STEPS)[number];

/** Minutes that a merchant needs for each. */
const MINUTES: Readonly<Record<SetupStep, number>> = {
  number: 4,
  test: 1,
  payment: 3,
  consent: 2,
  texts: 1,
  automations: 1,
  phones: 1,
};
/** With fewer phone numbers than this, asking for them is the first thing to do. */
const ENOUGH_PHONES = 0.8;

export interface SetupFacts {
  readonly connected: boolean;
  /** How far the merchant's own try has come; null without a number. */
  readonly test: { readonly state: string } | null;
  /** Whether something pays for the account; null where Meta does not say. */
  readonly payment: boolean | null;
  readonly asked: boolean;
  readonly texts: readonly { readonly status: string }[];
  readonly textsMissing: number;
  readonly anyLive: boolean;
  readonly phones: { readonly withPhone: number; readonly looked: number };
}

export interface SetupProgress {
  readonly done: Readonly<Record<SetupStep, boolean>>;
  readonly count: number;
  /** The first that is not done. */
  readonly next: SetupStep | null;
  readonly minutesLeft: number;
}

/** How far a shop is; every step ticks itself by what is so. */
export function progressOf(facts: SetupFacts): SetupProgress {
  const { looked, withPhone } = facts.phones;
  const done = {
    number: facts.connected,
    test: facts.test?.state === "answered",
    // Meta lets not every token see it: what is not known to be missing holds up nobody.
    payment: facts.connected && facts.payment !== false,
    consent: facts.asked,
    texts: facts.textsMissing === 0 && facts.texts.every((text) => text.status === "approved"),
    automations: facts.anyLive,
    phones: looked > 0 && withPhone / looked >= ENOUGH_PHONES,
  };
  const open = SETUP_STEPS.filter((step) => !done[step]);
  return {
    done,
    count: SETUP_STEPS.length - open.length,
    next: open[0] ?? null,
    minutesLeft: open.reduce((minutes, step) => minutes + MINUTES[step], 0),
  };
}
