import { Activity } from "#sandbox/kernel/activity.ts";
import type { World } from "#sandbox/kernel/world.ts";
import type { Behaviour } from "../behaviour.ts";
import type { Quality, Waba } from "../directory.ts";
import { GraphRefusal } from "../errors.ts";
import { checkLifetime } from "../send/lifetime.ts";
import type { Webhooks } from "../webhooks.ts";
import { categoryOf, judge, type Rejection } from "./judge.ts";
import { tellCategory, tellQuality, tellStatus } from "./news.ts";
import { type Category, type NewTemplate, newTemplate, type Template } from "./template.ts";
import { refuseTemplate, SUBCODE, validateTemplate } from "./validate.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Templates of an account of an unverified portfolio; creations an hour. */
const MAX_TEMPLATES = 250;
const MAX_CREATIONS_PER_HOUR = 100;
/** A review that takes longer than this is not waited for by who waits until nothing is under way. */
const LONG_REVIEW_MS = 10_000;

interface Needs {
  readonly world: World;
  readonly behaviour: Behaviour;
  readonly webhooks: Webhooks;
  readonly isHandle: (handle: string) => boolean;
}

/** All templates, from their creation through Meta's review to their end. */
export class TemplateShelf {
  readonly activity = new Activity();
  readonly #needs: Needs;
  #byId = new Map<string, Template>();
  #byName = new Map<string, Template>();
  /** `waba name` -> shop time in ms until which the name of a deleted template is taken. */
  #locked = new Map<string, number>();
  /** Machine time in ms of the creations of an account in the last hour. */
  #creations = new Map<string, number[]>();
  #timers = new Set<NodeJS.Timeout>();
  #lastId = 0;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  get(id: string): Template | undefined {
    return this.#byId.get(id);
  }

  find(waba: Waba, name: string, language: string): Template | undefined {
    return this.#byName.get(`${waba.id} ${name} ${language}`);
  }

  /** Oldest first. */
  of(waba: Waba): Template[] {
    return [...this.#byId.values()].filter((template) => template.waba === waba);
  }

  /** @throws GraphRefusal where Meta's checks at creation fail */
  create(waba: Waba, body: unknown): Template {
    this.#countCreation(waba);
    const asked = this.#read(body);
    checkLifetime(waba, asked);
    this.#checkName(waba, asked);
    if (this.of(waba).length >= MAX_TEMPLATES) {
      refuseTemplate("The account has as many templates as it can have.", SUBCODE.tooManyTemplates);
    }
    const category = asked.category as Category;
    // Also unique after a restart: apps remember ids.
    this.#lastId = Math.max(this.#lastId + 1, Date.now() * 1_000);
    const template: Template = {
      id: String(this.#lastId),
      waba,
      name: asked.name,
      language: asked.language.replace("-", "_"),
      category: categoryOf(category, asked.components),
      status: "PENDING",
      parameterFormat: asked.parameter_format === "named" ? "NAMED" : "POSITIONAL",
      components: asked.components,
      live: undefined,
      ttlSeconds: asked.message_send_ttl_seconds,
      createdAt: this.#shopNow(),
      quality: "UNKNOWN",
      rejectedReason: "NONE",
      pauses: 0,
      edits: [],
    };
    this.#byId.set(template.id, template);
    this.#byName.set(`${waba.id} ${template.name} ${template.language}`, template);
    this.#review(template, template.category !== category);
    return template;
  }

  /** @throws GraphRefusal where the state, the number of edits or the new text do not allow it */
  edit(template: Template, body: unknown): void {
    const now = this.#shopNow();
    const { status } = template;
    if (!["APPROVED", "REJECTED", "PAUSED"].includes(status)) {
      refuseTemplate("Only approved, rejected or paused templates can be edited.");
    }
    const given = typeof body === "object" && body !== null ? body : {};
    const asked = this.#read({
      name: template.name,
      language: template.language,
      category: template.category,
      parameter_format: template.parameterFormat,
      components: template.components,
      message_send_ttl_seconds: template.ttlSeconds,
      ...given,
    });
    checkLifetime(template.waba, asked);
    if (status === "APPROVED") {
      if (asked.category !== template.category) refuseTemplate("An approved template keeps its category.");
      const recent = template.edits.filter((at) => at > now - 30 * DAY_MS);
      if (recent.length >= 10 || recent.some((at) => at > now - DAY_MS)) {
        refuseTemplate("An approved template can be edited once a day and ten times in 30 days.");
      }
      template.edits.push(now);
      template.live = template.components;
    }
    template.category = categoryOf(asked.category as Category, asked.components);
    template.components = asked.components;
    template.ttlSeconds = asked.message_send_ttl_seconds;
    template.status = "PENDING";
    this.#review(template, false);
  }

  /** All languages of a name, or the one with this id. @throws GraphRefusal where there is none */
  delete(waba: Waba, name: string, id: string | undefined): void {
    const found = this.of(waba).filter((one) => one.name === name && (id === undefined || one.id === id));
    if (found.length === 0) throw new GraphRefusal(100, "The template does not exist.", 2593002);
    for (const template of found) {
      this.#byId.delete(template.id);
      this.#byName.delete(`${waba.id} ${name} ${template.language}`);
      if (template.status === "APPROVED")
        this.#locked.set(`${waba.id} ${name}`, this.#shopNow() + 30 * DAY_MS);
    }
  }

  approve(template: Template): void {
    template.status = "APPROVED";
    template.live = undefined;
    template.rejectedReason = "NONE";
    if (template.quality === "UNKNOWN") template.quality = "GREEN";
    tellStatus(this.#needs, template, { event: "APPROVED" });
  }

  reject(template: Template, rejection: Rejection): void {
    template.status = "REJECTED";
    template.rejectedReason = rejection.reason;
    tellStatus(this.#needs, template, {
      event: "REJECTED",
      reason: rejection.reason,
      rejection_info: rejection.info,
    });
  }

  /** For low quality: three hours, six hours, then for ever. */
  pause(template: Template): void {
    template.pauses += 1;
    if (template.pauses > 2) {
      this.disable(template);
      return;
    }
    template.status = "PAUSED";
    const hours = template.pauses === 1 ? 3 : 6;
    tellStatus(this.#needs, template, {
      event: "PAUSED",
      other_info: {
        title: template.pauses === 1 ? "FIRST_PAUSE" : "SECOND_PAUSE",
        description: `Your template has been paused for ${hours} hours because of low quality.`,
      },
    });
  }

  unpause(template: Template): void {
    template.status = "APPROVED";
    const other_info = { title: "UNPAUSE", description: "Your template can be sent again." };
    tellStatus(this.#needs, template, { event: "APPROVED", other_info });
  }

  disable(template: Template): void {
    template.status = "DISABLED";
    tellStatus(this.#needs, template, {
      event: "DISABLED",
      other_info: { title: "DISABLED", description: "Template disabled for low quality" },
      disable_info: { disable_date: String(Math.floor(this.#shopNow() / 1_000)) },
    });
  }

  setQuality(template: Template, quality: Quality): void {
    const previous = template.quality;
    template.quality = quality;
    tellQuality(this.#needs, template, previous);
  }

  /** @param notice announce it for 24 hours later instead of doing it */
  setCategory(template: Template, category: Category, notice: boolean): void {
    const previous = template.category;
    if (!notice) template.category = category;
    tellCategory(this.#needs, template, { previous, next: category, notice });
  }

  reset(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    for (const _ of this.#timers) this.activity.end();
    this.#timers.clear();
    for (const list of [this.#byId, this.#byName, this.#locked, this.#creations]) list.clear();
  }

  #read(body: unknown): NewTemplate {
    const asked = newTemplate.safeParse(body);
    if (!asked.success) {
      const [issue] = asked.error.issues;
      throw new GraphRefusal(100, `Param ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "invalid"}`);
    }
    validateTemplate(asked.data, this.#needs.isHandle);
    return asked.data;
  }

  #checkName(waba: Waba, { name, language }: NewTemplate): void {
    if ((this.#locked.get(`${waba.id} ${name}`) ?? 0) > this.#shopNow()) {
      refuseTemplate(
        "This name was deleted and can't be used for 30 days. Use another name.",
        SUBCODE.beingDeleted,
      );
    }
    if (this.find(waba, name, language.replace("-", "_"))) {
      refuseTemplate("There is already content in this language for this template.", SUBCODE.languageExists);
    }
  }

  #countCreation(waba: Waba): void {
    const now = Date.now();
    const recent = (this.#creations.get(waba.id) ?? []).filter((at) => at > now - HOUR_MS);
    if (recent.length >= MAX_CREATIONS_PER_HOUR) throw new GraphRefusal(80007);
    this.#creations.set(waba.id, [...recent, now]);
  }

  /** What is promotional and said to be utility needs no review: it is approved as marketing straight away. */
  #review(template: Template, atOnce: boolean): void {
    const delayMs = this.#needs.behaviour.reviewDelayMs;
    if (atOnce || delayMs === 0) {
      this.#decide(template);
      return;
    }
    const counted = delayMs <= LONG_REVIEW_MS;
    if (counted) this.activity.begin();
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      if (template.status === "PENDING" && this.#byId.has(template.id)) this.#decide(template);
      if (counted) this.activity.end();
    }, delayMs);
    if (counted) this.#timers.add(timer);
    else timer.unref();
  }

  #decide(template: Template): void {
    const rejection = judge(template.components);
    if (rejection) this.reject(template, rejection);
    else this.approve(template);
  }

  #shopNow(): number {
    return this.#needs.world.clock.now().getTime();
  }
}
