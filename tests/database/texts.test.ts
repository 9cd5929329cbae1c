import { expect, it } from "vitest";
import type { MetaClient, TemplateAtMeta } from "#app/integrations/meta/index.ts";
import { problemOfCode } from "#app/integrations/meta/index.ts";
import type { Services } from "#app/integrations/services.ts";
import { openProblems } from "#app/modules/problems/index.ts";
import { getShop } from "#app/modules/shops/index.ts";
import {
  adoptText,
  applyTemplateStatus,
  changeText,
  chooseTemplate,
  prepareTemplates,
  readText,
  removeText,
  renderTemplate,
  syncTexts,
  templatesOf,
  textRows,
} from "#app/modules/templates/index.ts";
import { DAY, HOUR, MINUTE, plus } from "#app/platform/clock.ts";
import { newId } from "#app/platform/ids.ts";
import { readyAccount } from "#tests/ready-account.ts";
import { onBothDatabases } from "./harness.ts";
import { playShop } from "./played-shop.ts";

const BODY = "Hello {{1}}, your order {{2}} has left us and is with you soon.";

onBothDatabases("the texts of a shop", (database) => {
  const { play, db, later } = playShop(database);

  /** Meta with a shelf of texts, and what was asked of it. */
  function atMeta(given: Partial<MetaClient> = {}) {
    const shelf: TemplateAtMeta[] = [];
    const edits: { id: string; change: object }[] = [];
    const deleted: string[] = [];
    const meta: Partial<MetaClient> = {
      ...readyAccount,
      async createTemplate(_waba, _token, asked) {
        const { name, language, category, components } = asked as TemplateAtMeta;
        const made = { id: newId(), name, language, category, status: "PENDING", components };
        shelf.push({ ...made, parameter_format: "NAMED" });
        return { ok: true, value: made };
      },
      async editTemplate(id, _token, change) {
        edits.push({ id, change });
        return { ok: true, value: {} };
      },
      async deleteTemplate(_waba, _token, name) {
        deleted.push(name);
        return { ok: true, value: {} };
      },
      async templates() {
        return { ok: true, value: { data: shelf } };
      },
      ...given,
    };
    const services = { ...play.services, meta: meta as MetaClient } as Services;
    const decide = (id: string, event: string, more: object = {}) =>
      services.database.transaction(play.shopId, (tx) =>
        applyTemplateStatus(
          tx,
          {
            event,
            message_template_id: id,
            message_template_name: "",
            message_template_language: "",
            ...more,
          },
          { occurredAt: play.now, now: play.now, causedBy: "delivery:1" },
        ),
      );
    const texts = () => templatesOf(services, play.shopId);
    const choose = async () => {
      const { wabaId } = await db().phoneNumber.findFirstOrThrow({});
      return chooseTemplate(db(), "order_shipped", wabaId, "en", ["en"]);
    };
    const problems = async () => (await openProblems(services, play.shopId)).map(({ kind }) => kind);
    return { services, shelf, edits, deleted, decide, texts, choose, problems };
  }

  /** The shop's text that says that an order is on its way, as its page has it. */
  async function shipped(services: Services) {
    const known = (await templatesOf(services, play.shopId)).find(
      ({ purpose, language }) => purpose === "order_shipped" && language === "en",
    );
    const shop = await getShop(services, play.shopId);
    const text = await readText(services, shop, known?.templateId ?? "");
    const language = text?.languages.find((one) => one.language === "en");
    const version = await db().templateVersion.findFirstOrThrow({ where: { id: language?.versionId ?? "" } });
    if (!text || !language?.parts) throw new Error("the text is not there");
    return { text, language, parts: language.parts, metaId: version.metaTemplateId ?? "" };
  }

  it("mends one that Meta has rejected, with Meta's words until it is approved", async () => {
    const { services, edits, decide, problems, choose } = atMeta();
    await database.get().shop(play.shopId).templateVersion.deleteMany({});
    await prepareTemplates(services, play.shopId, "staff:1");
    const before = await shipped(services);
    const rejection_info = { reason: "Too short.", recommendation: "Say more." };
    await decide(before.metaId, "REJECTED", { reason: "INVALID_FORMAT", rejection_info });
    expect(await problems()).toContain("template_rejected");
    const { text, language, parts, metaId } = await shipped(services);
    expect(language).toMatchObject({ rejectedReason: "Too short.", rejectedAdvice: "Say more." });

    const change = { templateId: text.id, language: "en", basis: language.versionId };
    const broken = { ...parts, body: "{{order_name}} has left." };
    expect(await changeText(services, play.shopId, "staff:1", { ...change, parts: broken })).toMatchObject({
      problem: "limits",
    });
    // What is not known of a shipped order can't stand in its text.
    const unknown = {
      ...parts,
      body: "Hello, your refund of {{refund_amount}} has left us and is with you soon.",
    };
    expect(await changeText(services, play.shopId, "staff:1", { ...change, parts: unknown })).toMatchObject({
      problem: "limits",
    });
    expect(edits).toHaveLength(0);

    const body = "Hello {{first_name}}, the parcel with your order {{order_name}} has left us today.";
    later(MINUTE);
    const mended = { ...change, parts: { ...parts, body } };
    expect(await changeText(services, play.shopId, "staff:1", mended)).toEqual({ ok: true });
    expect(edits).toMatchObject([{ id: metaId, change: { components: expect.any(Array) } }]);
    expect(await problems()).not.toContain("template_rejected");
    expect(await changeText(services, play.shopId, "staff:1", mended)).toMatchObject({ problem: "stale" });
    later(MINUTE);
    await decide(metaId, "APPROVED");
    expect(await choose()).toMatchObject({
      components: expect.arrayContaining([{ type: "BODY", text: body, example: expect.anything() }]),
    });
  });

  it("goes on sending an approved text until Meta has approved the change", async () => {
    const { services, decide, choose, texts } = atMeta();
    const { text, language, parts, metaId } = await shipped(services);
    expect(language).toMatchObject({ status: "approved", changesLeft: { today: 1, in30Days: 10 } });
    later(MINUTE);
    const body = "Hello {{first_name}}, today your order {{order_name}} has left our shop, as promised.";
    const change = {
      templateId: text.id,
      language: "en",
      basis: language.versionId,
      parts: { ...parts, body },
    };
    expect(await changeText(services, play.shopId, "staff:1", change)).toEqual({ ok: true });
    expect(await choose()).toMatchObject({ versionId: language.versionId });
    const now = (await texts()).find(({ templateId, language: of }) => templateId === text.id && of === "en");
    expect(now).toMatchObject({ status: "pending", sendable: true });
    // News of the text as it was before come again: nothing of the change is decided by them.
    await services.database.transaction(play.shopId, (tx) =>
      applyTemplateStatus(
        tx,
        {
          event: "REJECTED",
          message_template_id: metaId,
          message_template_name: "",
          message_template_language: "",
        },
        { occurredAt: plus(play.now, -HOUR), now: play.now, causedBy: "delivery:2" },
      ),
    );
    expect((await shipped(services)).language.status).toBe("pending");
    later(MINUTE);
    await decide(metaId, "APPROVED");
    const after = await choose();
    expect(after).not.toMatchObject({ versionId: language.versionId });
    // Once a day, says Meta.
    const next = await shipped(services);
    expect(next.language.changesLeft).toEqual({ today: 0, in30Days: 9 });
    const again = { ...change, basis: next.language.versionId };
    expect(await changeText(services, play.shopId, "staff:1", again)).toMatchObject({ problem: "too_often" });
    later(DAY);
    expect(await changeText(services, play.shopId, "staff:1", again)).toEqual({ ok: true });
    later(MINUTE);
    await decide(metaId, "REJECTED", { reason: "PROMOTIONAL" });
    expect(await choose()).toEqual(after);
    expect((await shipped(services)).language).toMatchObject({ status: "rejected", olderIsSent: true });
  });

  it("stops with the text that is still sent where Meta pauses it", async () => {
    const { decide, choose, services } = atMeta();
    const { metaId } = await shipped(services);
    later(MINUTE);
    await decide(metaId, "PAUSED", { other_info: { title: "FIRST_PAUSE" } });
    expect(await choose()).toBe("blocked");
    expect((await shipped(services)).language).toMatchObject({
      status: "paused",
      pausedUntil: plus(play.now, 3 * HOUR),
    });
    later(3 * HOUR);
    await decide(metaId, "APPROVED");
    expect(await choose()).toMatchObject({ name: expect.stringContaining("order_shipped") });
  });

  it("finds what was made elsewhere, and sends it once its variables mean something", async () => {
    const { services, shelf, choose } = atMeta();
    const ids = await db().templateVersion.findMany({ where: { status: { not: "replaced" } } });
    const kept = ids.map(({ metaTemplateId, category, components }) => ({
      ...{ id: metaTemplateId ?? "", name: "kept", language: "en", category, status: "APPROVED" },
      components: components as TemplateAtMeta["components"],
    }));
    const own = {
      ...{ id: newId(), name: "sent_2024", language: "en", category: "UTILITY", status: "APPROVED" },
      parameter_format: "POSITIONAL",
      components: [
        { type: "BODY", text: BODY, example: { body_text: [["Anna", "#1"]] } },
        {
          type: "BUTTONS",
          buttons: [{ type: "URL", text: "Segui", url: "https://shop.example/{{1}}", example: ["x"] }],
        },
      ],
    };
    shelf.push(...kept, own);
    expect(await syncTexts(services, play.shopId)).toBe("synced");
    const rows = await textRows(services, play.shopId, play.now, "Europe/Rome");
    const found = rows.find(({ name }) => name === own.name);
    expect(found).toMatchObject({ purpose: null, languages: [{ language: "en", status: "approved" }] });
    // Nothing sends it before somebody has said what it is for.
    expect(await choose()).not.toMatchObject({ name: own.name });

    const adoption = { templateId: found?.id ?? "", purpose: "order_shipped" as const, fallbacks: {} };
    const partly = { ...adoption, meanings: { 1: "first_name" as const }, link: "tracking" as const };
    expect(await adoptText(services, play.shopId, "staff:1", partly)).toMatchObject({ problem: "meanings" });
    const meanings = { 1: "first_name", 2: "order_name" } as const;
    const whole = { ...adoption, meanings, link: "order_status" as const };
    expect(await adoptText(services, play.shopId, "staff:1", whole)).toEqual({ ok: true });
    const chosen = await choose();
    if (typeof chosen === "string") throw new Error(chosen);
    expect(chosen.name).toBe(own.name);
    const { content, preview } = renderTemplate(chosen, {
      values: { order_name: "#1042" },
      picture: undefined,
      linkCode: "orders/1042",
    });
    expect(content.template).toMatchObject({
      components: [
        {
          type: "body",
          parameters: [
            { type: "text", text: "there" },
            { type: "text", text: "#1042" },
          ],
        },
        { type: "button", parameters: [{ text: "orders/1042" }] },
      ],
    });
    expect(JSON.stringify(content)).not.toContain("parameter_name");
    expect(preview.buttons).toMatchObject([{ url: "https://shop.example/orders/1042" }]);
  });

  it("follows what is changed at Meta itself, where its variables still mean what they meant", async () => {
    const { services, shelf, choose, problems } = atMeta();
    later(HOUR);
    const versions = await db().templateVersion.findMany({ include: { template: true } });
    shelf.push(
      ...versions.map(({ metaTemplateId, template, language, category, components }) => ({
        ...{ id: metaTemplateId ?? "", name: template.name, language, category, status: "APPROVED" },
        parameter_format: "NAMED",
        components: components as NonNullable<TemplateAtMeta["components"]>,
      })),
    );
    await syncTexts(services, play.shopId);
    const before = await choose();
    if (typeof before === "string") throw new Error(before);
    expect(versions.map(({ id }) => id)).toContain(before.versionId);

    const at = shelf.find(({ name }) => name === before.name);
    if (!at) throw new Error("it is not at Meta");
    const say = (text: string) =>
      Object.assign(at, {
        components: [{ type: "BODY", text }, ...(at.components ?? []).filter(({ type }) => type !== "BODY")],
      });
    Object.assign(at, { status: "PENDING" });
    say("Hello {{first_name}}, order {{order_name}} has left us today and is on its way.");
    await syncTexts(services, play.shopId);
    expect(await choose()).toEqual(before);
    Object.assign(at, { status: "APPROVED" });
    await syncTexts(services, play.shopId);
    const after = await choose();
    expect(after).toMatchObject({
      bindings: { body: [{ meaning: "first_name" }, { meaning: "order_name" }] },
    });
    expect(after).not.toMatchObject({ versionId: before.versionId });
    await syncTexts(services, play.shopId);
    expect(await choose()).toEqual(after);
    expect(await problems()).not.toContain("template_paused");

    say("Hello {{customer}}, order {{order_name}} has left us today and is on its way.");
    await syncTexts(services, play.shopId);
    expect(await choose()).toBe("blocked");
    expect(await problems()).toContain("template_paused");
  });

  it("no longer sends what Meta has lost, and says so; what it could not ask about stays", async () => {
    const { services, shelf, choose, problems } = atMeta();
    later(HOUR);
    const down = { ok: false, problem: problemOfCode(2, "down", 503) } as const;
    const unreachable = { ...services, meta: { ...services.meta, templates: async () => down } } as Services;
    const before = await choose();
    expect(await syncTexts(unreachable, play.shopId)).toBe("unreachable");
    expect(await choose()).toEqual(before);
    const versions = await db().templateVersion.findMany({
      where: { status: { not: "replaced" }, template: { purpose: { not: "order_shipped" } } },
    });
    shelf.push(
      ...versions.map(({ metaTemplateId, category }) => ({
        ...{ id: metaTemplateId ?? "", name: "kept", language: "en", category, status: "APPROVED" },
      })),
    );
    await syncTexts(services, play.shopId);
    expect(await choose()).toBe("blocked");
    expect(await problems()).toContain("template_paused");
  });

  it("is deleted at Meta, and prepared again under another name", async () => {
    const { services, deleted, choose, problems } = atMeta({
      async createTemplate(_waba, _token, asked) {
        const { name } = asked as TemplateAtMeta;
        if (deleted.includes(name))
          return { ok: false, problem: problemOfCode(100, "deleted", 400, false, 2388023) };
        return { ok: true, value: { id: newId(), status: "APPROVED" } };
      },
    });
    const { text } = await shipped(services);
    expect(await removeText(services, play.shopId, "staff:1", text.id)).toEqual({ ok: true });
    expect(deleted).toEqual([text.name]);
    expect((await problems()).filter((kind) => kind.startsWith("template_"))).toEqual([]);
    await prepareTemplates(services, play.shopId, "staff:1");
    const chosen = await choose();
    if (typeof chosen === "string") throw new Error(chosen);
    expect(chosen.name).not.toBe(text.name);
    expect(chosen.purpose).toBe("order_shipped");
  });
});
