import type { World } from "#sandbox/kernel/world.ts";
import type { Quality } from "../directory.ts";
import type { Webhooks } from "../webhooks.ts";
import type { Category, Template } from "./template.ts";

interface Needs {
  readonly world: World;
  readonly webhooks: Webhooks;
}

function subjectOf(template: Template) {
  return {
    // A JSON number, unlike everywhere else.
    message_template_id: Number(template.id),
    message_template_name: template.name,
    message_template_language: template.language,
  };
}

function tell({ world, webhooks }: Needs, template: Template, field: string, value: object): void {
  const time = Math.floor(world.clock.now().getTime() / 1_000);
  webhooks.tell({ waba: template.waba, field, value, name: field, time });
}

/** @param news `event`, and the members that Meta adds with it */
export function tellStatus(
  needs: Needs,
  template: Template,
  news: { readonly event: string; readonly reason?: string; readonly [member: string]: unknown },
): void {
  const { event, reason = "NONE", ...more } = news;
  tell(needs, template, "message_template_status_update", {
    event,
    ...subjectOf(template),
    reason,
    message_template_category: template.category,
    ...more,
  });
}

export function tellQuality(needs: Needs, template: Template, previous: Quality): void {
  tell(needs, template, "message_template_quality_update", {
    previous_quality_score: previous,
    new_quality_score: template.quality,
    ...subjectOf(template),
  });
}

/** A notice names the coming category 24 hours ahead; the change itself names the previous one. */
export function tellCategory(
  needs: Needs,
  template: Template,
  change: { readonly previous: Category; readonly next: Category; readonly notice: boolean },
): void {
  const { previous, next, notice } = change;
  const inADay = Math.floor(needs.world.clock.now().getTime() / 1_000) + 86_400;
  tell(needs, template, "template_category_update", {
    ...subjectOf(template),
    ...(notice
      ? { new_category: previous, correct_category: next, category_update_timestamp: inADay }
      : { previous_category: previous, new_category: next }),
  });
}
