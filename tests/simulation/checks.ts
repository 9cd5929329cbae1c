import { readDatabase, type StoredRow } from "./read-database.ts";
import type { SimulatedWorld } from "./world.ts";

/** A line of "What it never does" that did not hold, in a sentence. */
export interface Violation {
  readonly rule: "marketing" | "once" | "card" | "figures" | "isolation";
  readonly sentence: string;
}

interface MessageRow {
  readonly id: string;
  readonly shopId: string;
  readonly phoneNumberId: string;
  readonly contactId: string;
  readonly recipient: string;
  readonly category: string;
  readonly subject: string | null;
  readonly step: number;
  readonly kind: string | null;
  readonly status: string;
  readonly reason: string | null;
  readonly wamid: string | null;
  readonly uncertainTries: number;
  readonly startedAt: Date | null;
}

const MESSAGES = `
  SELECT m.id, m.shop_id AS "shopId", m.phone_number_id AS "phoneNumberId", m.contact_id AS "contactId", m.recipient,
    m.category, m.subject, m.step, m.automation_kind AS kind, m.status, m.reason, m.wamid,
    m.uncertain_tries AS "uncertainTries", e.started_at AS "startedAt"
  FROM message m LEFT JOIN enrolment e ON e.shop_id = m.shop_id AND e.id = m.enrolment_id
  ORDER BY m.shop_id, m.id`;

const CONSENTS = `
  SELECT shop_id AS "shopId", contact_id AS "contactId", phone, granted, recorded_at AS "recordedAt"
  FROM consent_record WHERE purpose = 'marketing' ORDER BY recorded_at, occurred_at, id`;

interface ConsentRow {
  readonly shopId: string;
  readonly contactId: string;
  readonly phone: string | null;
  readonly granted: boolean;
  readonly recordedAt: Date;
}

/** A later moment than this one's news: what arrives in the same moment was told before anything was sent. */
const isAfter = (one: Date, other: Date) => one.getTime() > other.getTime();

/** Minutes since midnight in Rome, where both shops are. */
function minuteInRome(at: Date): number {
  const words = at.toLocaleTimeString("en-GB", {
    timeZone: "Europe/Rome",
    hour: "2-digit",
    minute: "2-digit",
  });
  const [hours = 0, minutes = 0] = words.split(":").map(Number);
  return hours * 60 + minutes;
}

/** 21:00 to 09:00, as a shop has it that changed nothing. Where the product's default changes, this fails loudly. */
const QUIET = { from: 21 * 60, to: 9 * 60 } as const;

/** Marketing needs a recorded consent that holds, no stop, a good hour, and nobody who just bought. */
async function checkMarketing(world: SimulatedWorld, messages: ReadonlyMap<string, MessageRow>) {
  const consents = await world.services.database.sql<ConsentRow>(CONSENTS);
  const violations: Violation[] = [];
  for (const call of world.meta.calls) {
    const message = messages.get(call.messageId);
    if (message?.category !== "MARKETING") continue;
    const { shopId } = message;
    const wrong = (what: string) =>
      violations.push({
        rule: "marketing",
        sentence: `${call.template} to ${call.recipient} at ${call.at.toISOString()}: ${what}`,
      });
    const known = consents.filter(
      (one) =>
        one.shopId === shopId && one.contactId === message.contactId && !isAfter(one.recordedAt, call.at),
    );
    if (!known.at(-1)?.granted) wrong("no recorded consent holds");
    const ofPerson = (one: { readonly shopId: string; readonly phone: string; readonly at: Date }) =>
      one.shopId === shopId && one.phone === call.recipient && !isAfter(one.at, call.at);
    const stopped = world.truth.stops.filter(ofPerson).at(-1);
    const agreed = world.truth.agreements.filter(ofPerson).at(-1);
    if (!agreed) wrong("this number never agreed");
    if (stopped && agreed && isAfter(stopped.at, agreed.at)) wrong("the person had said stop");
    const minute = minuteInRome(call.at);
    if (minute >= QUIET.from || minute < QUIET.to) wrong("it was quiet hours");
    const { startedAt } = message;
    const bought = world.truth.purchases.filter(ofPerson).find(({ at, token }) => {
      const ofThisCart = message.subject?.includes(token) === true;
      return ofThisCart || (startedAt !== null && isAfter(at, startedAt));
    });
    if (bought) wrong(`${bought.token} had been bought`);
  }
  return violations;
}

const TAKEN = ["accepted", "held", "sent", "delivered", "read"];

/** Meta's books and ours agree: nothing twice, nothing lost, and what nobody knows is called uncertain. */
function checkOnce(world: SimulatedWorld, messages: ReadonlyMap<string, MessageRow>): Violation[] {
  const violations: Violation[] = [];
  const wrong = (message: MessageRow, what: string) =>
    violations.push({
      rule: "once",
      sentence: `${message.category} ${message.kind} of ${message.subject} (${message.status}): ${what}`,
    });
  const taken = new Map<string, number>();
  for (const call of world.meta.calls) {
    if (!messages.has(call.messageId)) {
      violations.push({ rule: "once", sentence: `${call.template}: Meta was sent what no row tells of` });
    }
    if (call.wamid) taken.set(call.messageId, (taken.get(call.messageId) ?? 0) + 1);
  }
  const seen = new Map<string, string>();
  for (const message of messages.values()) {
    const times = taken.get(message.id) ?? 0;
    // News of an order whose outcome stayed unknown are sent once more, and the row says so.
    const allowed = message.category === "MARKETING" ? 1 : Math.min(2, 1 + message.uncertainTries);
    if (times > allowed) wrong(message, `Meta took it ${times} times`);
    if (times === 0 && TAKEN.includes(message.status)) wrong(message, "Meta never took it");
    if (times > 0 && message.status === "suppressed")
      wrong(message, "Meta took it, and we say that it was not sent");
    if (message.status === "queued") wrong(message, "it waits for ever");
    if (["failed", "suppressed"].includes(message.status) && !message.reason)
      wrong(message, "nobody says why");
    const key = [message.shopId, message.kind, message.subject, message.step, message.contactId].join(" ");
    if (message.kind && seen.has(key)) wrong(message, "another row is the same message");
    seen.set(key, message.id);
  }
  return violations;
}

/** Deliveries that nobody understood, and what a dead worker left in its hands, are lost without a word. */
async function checkNothingLeft(world: SimulatedWorld): Promise<Violation[]> {
  const { sql } = world.services.database;
  const left = await sql<{ what: string }>(`
    SELECT 'a delivery is ' || state || ': ' || topic || ' ' || coalesce(error, '') AS what FROM inbox_delivery
    WHERE state NOT IN ('done', 'ignored')
    UNION ALL SELECT 'a claim of ' || phone_number_id || ' was never let go' FROM lane_claim`);
  return left.map(({ what }) => ({ rule: "once", sentence: what }));
}

function isCardNumber(digits: string): boolean {
  let sum = 0;
  for (const [index, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

/** Visa's and Mastercard's, with or without spaces; not within a longer word, as in an id. */
const CARD = /(?<![\w-])[45]\d{3}([ -]?)\d{4}\1\d{4}\1\d{4}(?![\w-])/g;
const CARD_FIELDS = /credit_card|card_number|"cvv?"|cvc/i;

function checkCards(rows: readonly StoredRow[]): Violation[] {
  return rows.flatMap(({ table, text }) => {
    const numbers = text.match(CARD) ?? [];
    const found: Violation[] = numbers
      .filter((number) => isCardNumber(number.replaceAll(/\D/g, "")))
      .map(() => ({ rule: "card", sentence: `a row of ${table} holds a card's number` }));
    // A delivery is kept as it came, and Shopify masks the card in it.
    if (table !== "inbox_delivery" && CARD_FIELDS.test(text))
      found.push({ rule: "card", sentence: `a row of ${table} holds what Shopify tells of a card` });
    return found;
  });
}

/** What a row of one shop may never hold: another shop's words, ids and numbers. */
function checkIsolation(world: SimulatedWorld, rows: readonly StoredRow[]): Violation[] {
  const violations: Violation[] = [];
  for (const shop of world.shops) {
    const others = world.shops.filter(({ id }) => id !== shop.id);
    const foreign = others.flatMap(({ id, mark, domain, phoneNumberId }) => [
      id,
      mark,
      domain,
      phoneNumberId,
    ]);
    for (const { table, shopId, text } of rows) {
      if (shopId !== shop.id) continue;
      const word = foreign.find((one) => text.includes(one));
      if (word) violations.push({ rule: "isolation", sentence: `${table} of ${shop.domain} holds ${word}` });
    }
  }
  const numbers = new Map(world.shops.map(({ phoneNumberId, id }) => [phoneNumberId, id as string]));
  for (const call of world.meta.calls) {
    if (numbers.get(call.phoneNumberId) !== call.shopId)
      violations.push({
        rule: "isolation",
        sentence: `${call.phoneNumberId} sent another shop's ${call.template}`,
      });
  }
  return violations;
}

const WRITTEN = `EXISTS (SELECT 1 FROM message m WHERE m.shop_id = c.shop_id AND m.subject = 'checkout:' || c.token
    AND m.stage IN ('taken', 'uncertain'))`;

/** What each figure says, and what the rows say that it stands for. */
const RECOUNTED: Readonly<Record<string, string>> = {
  messages_sent: "SELECT shop_id, count(*) AS n FROM message WHERE wamid IS NOT NULL GROUP BY 1",
  messages_delivered: "SELECT shop_id, count(*) AS n FROM message WHERE delivered_at IS NOT NULL GROUP BY 1",
  messages_read: "SELECT shop_id, count(*) AS n FROM message WHERE read_at IS NOT NULL GROUP BY 1",
  message_cost: `SELECT shop_id, sum(cost_micros) AS n FROM message
    WHERE delivered_at IS NOT NULL AND cost_source = 'meta' GROUP BY 1`,
  carts_returned: `SELECT c.shop_id, count(*) AS n FROM checkout c WHERE c.state = 'completed' AND ${WRITTEN} GROUP BY 1`,
  carts_written: `SELECT c.shop_id, count(*) AS n FROM checkout c WHERE c.state = 'open' AND ${WRITTEN} GROUP BY 1`,
  carts_left: `SELECT c.shop_id, count(*) AS n FROM checkout c
    WHERE c.state = 'open' AND c.phone IS NULL AND NOT ${WRITTEN} GROUP BY 1`,
  carts_consent: `SELECT c.shop_id, count(*) AS n FROM checkout c
    JOIN consent k ON k.shop_id = c.shop_id AND k.contact_id = c.contact_id AND k.purpose = 'marketing'
    WHERE c.state = 'open' AND c.phone IS NOT NULL AND k.state = 'granted' AND NOT ${WRITTEN} GROUP BY 1`,
  recovered_orders: "SELECT shop_id, count(*) AS n FROM attribution WHERE counted GROUP BY 1",
  recovered_sales: "SELECT shop_id, sum(revenue_minor) AS n FROM attribution WHERE counted GROUP BY 1",
};

async function checkFigures(world: SimulatedWorld): Promise<Violation[]> {
  const { sql } = world.services.database;
  const violations: Violation[] = [];
  for (const [metric, query] of Object.entries(RECOUNTED)) {
    const counted = await sql<{ shop_id: string; n: unknown }>(query);
    const shown = await sql<{ shop_id: string; n: unknown }>(
      "SELECT shop_id, sum(amount) AS n FROM daily_figure WHERE metric = $1 GROUP BY 1",
      [metric],
    );
    for (const { id, domain } of world.shops) {
      const of = (rows: typeof counted) => Number(rows.find(({ shop_id }) => shop_id === id)?.n ?? 0);
      if (of(counted) !== of(shown))
        violations.push({
          rule: "figures",
          sentence: `${domain} is shown ${metric} ${of(shown)}, and its rows make ${of(counted)}`,
        });
    }
  }
  return violations;
}

/** Looks at every line of "What it never does", when nothing is on its way any more. */
export async function violationsOf(world: SimulatedWorld): Promise<Violation[]> {
  const { sql } = world.services.database;
  const messages = new Map((await sql<MessageRow>(MESSAGES)).map((message) => [message.id, message]));
  const rows = await readDatabase(sql);
  return [
    ...(await checkMarketing(world, messages)),
    ...checkOnce(world, messages),
    ...(await checkNothingLeft(world)),
    ...checkCards(rows),
    ...(await checkFigures(world)),
    ...checkIsolation(world, rows),
  ];
}
