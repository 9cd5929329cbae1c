import type { Formatters } from "#app/i18n/format.ts";
import type { ProblemKind } from "#app/modules/problems/index.ts";
import type { Week, WeekAmount } from "./week.ts";
import type { MailWords } from "./words.ts";

/** A reply that waits, as a mail tells of it. */
export interface ReplyTold {
  readonly contactId: string;
  /** Empty where nobody knows it. */
  readonly person: string;
  readonly text: string | null;
  readonly kind: string;
  /** Shop time until which free words may be sent. */
  readonly openUntil: Date;
}

export interface ProblemTold {
  readonly kind: ProblemKind;
  readonly since: Date;
  readonly facts: Record<string, unknown>;
}

export interface Letter {
  readonly subject: string;
  readonly text: string;
}

/** What a mail is written with. */
export interface Pen {
  readonly words: MailWords;
  readonly format: Formatters;
  /** Shop time. */
  readonly now: Date;
  /** The full address of a screen in the Shopify admin. @param path such as /app/messages */
  readonly address: (path: string) => string;
}

const PEOPLE_NAMED = 10;
const WORDS_SHOWN = 240;
const NAME_SHOWN = 60;

/** One line, not longer than that. */
function short(text: string, most: number): string {
  const flat = text.replaceAll(/\s+/g, " ").trim();
  return flat.length > most ? `${flat.slice(0, most)}…` : flat;
}

/** A profile name may be a phone number; those stay out of mails, whose subjects any screen shows. */
function nameOf(person: string, words: MailWords): string {
  const name = short(person, NAME_SHOWN);
  return name === "" || /\d[\d ().-]{4,}\d/.test(name) ? words.someone : name;
}

function quoted({ text, kind }: ReplyTold, words: MailWords): string {
  if (text) return `“${short(text, WORDS_SHOWN)}”`;
  return words.kind[kind as "image"] ?? words.kind.other;
}

/** What one person wrote, and where to answer. */
function ofPerson(replies: readonly ReplyTold[], { words, format, now, address }: Pen): string {
  const [first] = replies;
  if (!first) return "";
  const open = first.openUntil > now;
  return [
    `${nameOf(first.person, words)}: ${replies.map((reply) => quoted(reply, words)).join(" ")}`,
    open ? words.openUntil(format.since(first.openUntil)) : words.closed,
    address(`/app/messages/thread/${first.contactId}`),
  ].join("\n");
}

/** In the order of each person's first. */
function byPerson(replies: readonly ReplyTold[]): ReplyTold[][] {
  const people = new Map<string, ReplyTold[]>();
  for (const reply of replies) people.set(reply.contactId, [...(people.get(reply.contactId) ?? []), reply]);
  return [...people.values()];
}

/**
 * @param replies in their order; not empty
 * @param waiting how many people wait, also of those beyond the replies
 */
export function replyLetter(replies: readonly ReplyTold[], waiting: number, pen: Pen): Letter {
  const { words, address } = pen;
  const people = byPerson(replies);
  const [only] = people;
  const count = Math.max(waiting, people.length);
  const left = count - PEOPLE_NAMED;
  return {
    subject: count === 1 && only?.[0] ? words.oneReply(nameOf(only[0].person, words)) : words.replies(count),
    text: [
      words.repliesIntro,
      ...people.slice(0, PEOPLE_NAMED).map((told) => ofPerson(told, pen)),
      ...(left > 0 ? [words.more(left)] : []),
      `${words.allReplies}\n${address("/app/messages?view=replies")}`,
      words.foot,
    ].join("\n\n"),
  };
}

function ofProblem({ kind, since, facts }: ProblemTold, { words, format }: Pen): string {
  const { name, language, reason, detail } = facts;
  const said = typeof reason === "string" ? reason : typeof detail === "string" ? detail : undefined;
  return [
    words.problem[kind],
    ...(typeof name === "string" ? [words.textNamed(name, String(language ?? ""))] : []),
    ...(said ? [words.reason(short(said, WORDS_SHOWN))] : []),
    words.since(format.since(since)),
  ].join("\n");
}

/** @param problems not empty */
export function problemLetter(
  problems: readonly ProblemTold[],
  about: "stopped" | "number" | "text" | "budget",
  pen: Pen,
): Letter {
  const { words, address } = pen;
  return {
    subject: words[`${about}Subject`],
    text: [
      ...problems.map((problem) => ofProblem(problem, pen)),
      `${words.look}\n${address(about === "text" ? "/app/settings" : "/app")}`,
      words.foot,
    ].join("\n\n"),
  };
}

/** Amounts of each currency, with what they were the week before where there was something. */
function compared(
  amounts: readonly WeekAmount[],
  write: (amount: bigint, currency: string) => string,
  { words }: Pen,
): string {
  if (amounts.length === 0) return words.week.unknown;
  return amounts
    .map(({ currency, amount, before }) => {
      const now = write(amount, currency);
      return before === 0n ? now : `${now} (${words.week.before(write(before, currency))})`;
    })
    .join(", ");
}

/** What was recovered in all, for a subject line. */
function recovered({ sales }: Week, { format }: Pen): string {
  const made = sales.filter(({ amount }) => amount > 0n);
  return made.map(({ amount, currency }) => format.money(amount, currency)).join(", ");
}

const isoDay = (day: Date) => day.toISOString().slice(0, 10);

/** The sum-up of a week: the figures of Home, and what waits. */
export function weekLetter(week: Week, pen: Pen): Letter {
  const { format, address } = pen;
  const { words } = pen;
  const { carts, problems, waiting } = week;
  const number = (value: number) => format.number(value);
  const [from, to] = [isoDay(week.from), isoDay(week.to)];
  const figures = [
    words.week.sales(
      compared(week.sales, (amount, currency) => format.money(amount, currency), pen),
      week.orders,
    ),
    words.week.cost(compared(week.cost, (amount, currency) => format.cost(amount, currency), pen)),
    words.week.messages(number(week.sent), number(week.delivered), number(week.read), number(week.taps)),
    words.week.consents(week.consents, week.optOuts),
    words.week.carts(
      number(carts.left),
      number(carts.phone),
      number(carts.consent),
      number(carts.written),
      number(carts.returned),
    ),
  ];
  return {
    subject: words.week.subject(recovered(week, pen)),
    text: [
      `${words.week.intro(format.day(from), format.day(to))}\n${figures.join("\n")}`,
      ...(waiting > 0 ? [`${words.week.waiting(waiting)}\n${address("/app/messages?view=replies")}`] : []),
      ...(problems.length > 0
        ? [
            [
              words.week.problems(problems.length),
              ...problems.map(({ kind }) => words.problem[kind]),
              address("/app"),
            ].join("\n"),
          ]
        : []),
      `${words.week.more}\n${address(`/app?period=own&from=${from}&to=${to}`)}`,
      words.foot,
    ].join("\n\n"),
  };
}
