import type { Actor } from "#app/modules/events/index.ts";
import { plus } from "#app/platform/clock.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import { newId } from "#app/platform/ids.ts";
import { enqueueMessage } from "./enqueue.ts";
import { SERVICE_WINDOW_MS } from "./replies.ts";
import { lastWritten } from "./written.ts";

/** Meta takes at most so many characters in a text message. Source: Meta, "Text messages". */
export const LONGEST_TEXT = 4_096;

/** Why a free-form text can't be sent. */
export type FreeFormProblem =
  /** The 24 hours are over: only an approved text may be sent. */
  "window_closed" | "no_number" | "no_recipient";

export type FreeFormResult =
  /** `isNew` is false where this very message was in the lane already. */
  | { readonly ok: true; readonly id: string; readonly isNew: boolean }
  | { readonly ok: false; readonly problem: FreeFormProblem };

/** A text in free words to one person. */
export interface FreeForm {
  readonly dedupeKey: string;
  readonly contactId: string;
  /** The number that they wrote to: a chat goes on where it was begun. */
  readonly phoneNumberId: string;
  readonly body: string;
  /** What it answers: `inbound:<id>` or `contact:<id>`. */
  readonly subject: string;
  readonly actor: Actor;
  /** Where no person wrote it. */
  readonly automationKind?: string;
  /** It is dropped when it waited so long, and when the window has closed in any case. */
  readonly lifeMs?: number;
}

async function recipientOf(tx: Transaction, contactId: string) {
  const contact = await tx.db.contact.findFirst({ where: { id: contactId, deletedAt: null } });
  const identity = contact?.phone
    ? null
    : await tx.db.contactIdentity.findFirst({
        where: { contactId, kind: "bsuid" },
        orderBy: { createdAt: "desc" },
      });
  const recipient = contact?.phone ?? identity?.value;
  return contact && recipient ? { recipient, countryCode: contact.countryCode } : undefined;
}

/**
 * Puts a free-form text into the lane while the person's service window with this number is open; once it has closed the text is not
 * sent any more.
 * @param now shop time
 */
export async function enqueueFreeForm(tx: Transaction, text: FreeForm, now: Date): Promise<FreeFormResult> {
  const { contactId, phoneNumberId, body, subject } = text;
  const person = await recipientOf(tx, contactId);
  if (!person) return { ok: false, problem: "no_recipient" };
  const last = await lastWritten(tx.db, contactId, phoneNumberId);
  const closesAt = last && plus(last.receivedAt, SERVICE_WINDOW_MS);
  if (!closesAt || closesAt <= now) return { ok: false, problem: "window_closed" };
  const number = await tx.db.phoneNumber.findFirst({
    where: { phoneNumberId, state: "connected" },
    select: { phoneNumberId: true },
  });
  if (!number) return { ok: false, problem: "no_number" };
  const id = newId();
  const useless = text.lifeMs === undefined ? closesAt : plus(now, text.lifeMs);
  const isNew = await enqueueMessage(
    tx,
    {
      id,
      dedupeKey: text.dedupeKey,
      phoneNumberId,
      contactId,
      recipient: person.recipient,
      countryCode: person.countryCode,
      purpose: "reply",
      category: "SERVICE",
      templateVersionId: null,
      automationKind: text.automationKind ?? null,
      enrolmentId: null,
      subject,
      step: 0,
      content: { type: "text", text: { body, preview_url: false } },
      preview: { picture: null, body, footer: null, buttons: [] },
      notBefore: now,
      expiresAt: new Date(Math.min(useless.getTime(), closesAt.getTime())),
      causedBy: subject,
      actor: text.actor,
    },
    now,
  );
  return { ok: true, id, isNew };
}
