import type { OrderRow } from "#app/modules/orders/index.ts";
import { canLeadTo, categoryOf } from "#app/modules/templates/index.ts";
import { HOUR, plus } from "#app/platform/clock.ts";
import { decideOrderStep } from "./decide.ts";
import type { OrderKind } from "./kinds.ts";
import { personFacts, type Run, textFor } from "./run.ts";
import type { StepPlan } from "./step.ts";
import { orderValues } from "./text-values.ts";

const MESSAGE_LIFE_MS = 48 * HOUR;

/** The order that the run's subject tells of, and its parcel if it tells of one. */
async function subjectOf({ tx, enrolment }: Run) {
  const [kind = "", ...rest] = enrolment.subject.split(":");
  const id = rest.join(":");
  if (kind === "order") {
    return { order: await tx.db.order.findFirst({ where: { shopifyId: id } }), parcel: null, refund: null };
  }
  if (kind === "refund") {
    const refund = await tx.db.refund.findFirst({ where: { shopifyId: id } });
    const shopifyId = refund?.orderShopifyId ?? "";
    return { order: await tx.db.order.findFirst({ where: { shopifyId } }), parcel: null, refund };
  }
  const parcel = await tx.db.fulfillment.findFirst({ where: { shopifyId: id } });
  const shopifyId = parcel?.orderShopifyId ?? "";
  return { order: await tx.db.order.findFirst({ where: { shopifyId } }), parcel, refund: null };
}

/** A carrier's address is whatever was typed: only one of the web leads anywhere. */
function webAddress(text: string | null | undefined): string | null {
  const url = text ? URL.parse(text) : null;
  return url && (url.protocol === "https:" || url.protocol === "http:") ? url.href : null;
}

function linkOf(
  order: OrderRow | null,
  trackingUrl: string | null | undefined,
  tracks: boolean,
): string | null {
  return (tracks ? webAddress(trackingUrl) : null) ?? webAddress(order?.statusUrl);
}

/** Looks at news of an order and decides whether they are told. */
export async function planOrderStep(run: Run): Promise<StepPlan> {
  const kind = run.automation.kind as OrderKind;
  const { order, parcel, refund } = await subjectOf(run);
  const text = await textFor(run, kind, order?.locale ?? null);
  // Meta may have filed the text under marketing: then it takes that permission.
  const category = text.template?.category ?? categoryOf(kind);
  const person = await personFacts(run, category === "MARKETING" ? "marketing" : "utility");
  const tracks = text.template?.bindings.link?.kind === "tracking";
  const link = linkOf(order, parcel?.trackingUrl, tracks);
  const decision = decideOrderStep(
    {
      installed: run.shop.status === "installed",
      switchedOn: run.automation.mode !== "off",
      person,
      text: text.state,
      hasLink: text.template ? canLeadTo(text.template, link) : true,
      gone: !order || order.deletedAt !== null,
      cancelled: order?.cancelledAt != null,
      tellsOfCancelling: kind === "order_cancelled" || kind === "order_refunded",
      happenedAt: run.enrolment.startedAt,
    },
    run.now,
  );
  const shown = {
    order: order?.name ?? null,
    cancelled: order?.cancelledAt != null,
    consentSince: person.consentSince?.toISOString() ?? null,
    text: text.template ? `${text.template.name} (${text.template.language})` : text.state,
  };
  if (decision.outcome !== "send" || !order || !text.template || !person.recipient) {
    return { decision, shown, next: undefined };
  }
  const { language } = text.template;
  return {
    decision,
    shown,
    next: undefined,
    message: {
      template: text.template,
      recipient: person.recipient,
      purpose: "order_status",
      picture: undefined,
      linkTarget: link,
      campaign: link === webAddress(parcel?.trackingUrl) ? null : kind,
      expiresAt: plus(run.now, MESSAGE_LIFE_MS),
      values: orderValues(order, parcel, refund, {
        firstName: run.contact.firstName,
        shopName: run.shop.name,
        language,
      }),
    },
  };
}
