import { Hono } from "hono";
import { afterEach, describe, expect, it } from "vitest";
import { createMetaControl } from "#sandbox/control/meta.ts";
import { createWorld } from "#sandbox/kernel/world.ts";
import { createPhone } from "#sandbox/phone/index.ts";
import { createMeta, type Meta, SEED } from "./index.ts";
import { EXAMPLE_TEMPLATES } from "./rules/message-rules.ts";
import type { Step } from "./rules/rule.ts";
import { META_RULES } from "./rules.ts";

let running: Meta | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

interface Answered {
  readonly status: number;
  readonly body: { error?: { code: number; error_subcode?: number }; messages?: { id: string }[] };
}

async function createPlayedMeta() {
  const world = createWorld({ origin: "http://localhost:4000", plan: "plus" });
  const meta = createMeta(world);
  running = meta;
  Object.assign(meta.behaviour, { reviewDelayMs: 0, sentAfterMs: 0, deliveredAfterMs: 0 });
  const app = new Hono();
  app.route("/graph", meta.routes);
  app.route("/control/meta", createMetaControl(meta));
  app.route("/phone", createPhone(world, meta).routes);

  async function once(step: Step, count: number): Promise<Answered> {
    if (step.afterMs) world.clock.advance(step.afterMs);
    const [, method = "POST", path = ""] = /^(?:(\w+) )?(.*)$/.exec(step.path) ?? [];
    const n = String(count).padStart(3, "0");
    const answer = await app.request(path.startsWith("/v26.0") ? `/graph${path}` : path, {
      method,
      headers: { authorization: `Bearer ${SEED.token}`, "content-type": "application/json" },
      ...(step.body ? { body: JSON.stringify(step.body).replaceAll("{n}", n) } : {}),
    });
    return { status: answer.status, body: (await answer.json()) as Answered["body"] };
  }

  async function take(step: Step): Promise<Answered> {
    let answered = await once(step, 1);
    for (let count = 2; count <= (step.repeat ?? 1); count++) answered = await once(step, count);
    return answered;
  }

  /** What became of a message in the end. */
  async function outcome({ body }: Answered) {
    await meta.settle();
    const found = meta.chats.message(body.messages?.[0]?.id ?? "");
    return found?.from === "business" ? { status: found.status, code: found.code } : undefined;
  }

  for (const template of EXAMPLE_TEMPLATES) {
    await take({ path: `/v26.0/${SEED.wabaId}/message_templates`, body: template });
  }
  async function follow(steps: readonly Step[] = []): Promise<void> {
    if (steps.length > 0) await meta.settle();
    for (const step of steps) await take(step);
  }

  return { take, follow, outcome };
}

describe.each(META_RULES)("$id: $rule", ({ accepts, refuses }) => {
  it("accepts what keeps it", async () => {
    const { take, follow, outcome } = await createPlayedMeta();
    for (const step of accepts.given ?? []) expect((await take(step)).status).toBeLessThan(300);
    const answered = await take(accepts.call);
    expect(answered.body.error).toBeUndefined();
    expect(answered.status).toBe(200);
    await follow(accepts.after);
    if (answered.body.messages) expect(await outcome(answered)).toMatchObject({ status: "delivered" });
  });

  it("refuses what breaks it", async () => {
    const { take, follow, outcome } = await createPlayedMeta();
    for (const step of refuses.given ?? []) await take(step);
    const answered = await take(refuses.call);
    await follow(refuses.after);
    if (refuses.as === "silence") {
      expect(await outcome(answered)).toEqual({ status: "sent", code: undefined });
      return;
    }
    if (refuses.as === "status") {
      expect(await outcome(answered)).toEqual({ status: "failed", code: refuses.code });
      return;
    }
    expect(answered.body.error).toMatchObject({
      code: refuses.code,
      ...(refuses.subcode ? { error_subcode: refuses.subcode } : {}),
    });
  });
});

it("has an id for each rule", () => {
  expect(new Set(META_RULES.map(({ id }) => id)).size).toBe(META_RULES.length);
});
