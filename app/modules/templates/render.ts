import type { TemplateBindings, TemplateComponents } from "./components.ts";
import { find } from "./find.ts";
import type { MeaningValues } from "./purposes.ts";

/** What the shopper reads, for previews and for the record. */
export interface MessagePreview {
  readonly picture: string | null;
  /** A line above the text; absent in messages from before there were any. */
  readonly title?: string | null;
  readonly body: string;
  readonly footer: string | null;
  readonly buttons: readonly {
    readonly kind: "link" | "reply";
    readonly label: string;
    readonly url: string | null;
  }[];
}

/** A message's content as Meta takes it, and what it reads as. */
export interface RenderedTemplate {
  readonly content: { readonly type: "template"; readonly template: object };
  readonly preview: MessagePreview;
}

export interface TemplateToRender {
  readonly name: string;
  readonly language: string;
  readonly components: TemplateComponents;
  readonly bindings: TemplateBindings;
}

/** Address of a picture, and what stands at the end of the link button's address. */
export interface RenderInput {
  readonly values: MeaningValues;
  readonly picture: string | undefined;
  readonly linkCode: string | undefined;
}

/** Whether its link button can lead there: one with an address of its own leads only to what lies below that. */
export function canLeadTo({ bindings: { link } }: Pick<TemplateToRender, "bindings">, target: string | null) {
  return link === null || (target?.startsWith(link.base ?? "") ?? false);
}

/** What stands at the end of a button that leads straight to its target; undefined where our own link does. */
export function straightTo(
  { bindings: { link } }: Pick<TemplateToRender, "bindings">,
  target: string | null,
): string | undefined {
  return link?.base === undefined || !target?.startsWith(link.base)
    ? undefined
    : target.slice(link.base.length);
}

/** A text of a template can't be rendered: the reason is one that a merchant can act on. */
export class RenderError extends Error {
  override readonly name = "RenderError";
}

/** Meta refuses parameters with line breaks, tabs or more than four spaces in a row. */
export function flatten(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

function filledValue(binding: TemplateBindings["body"][number], values: MeaningValues): string {
  const given = flatten(values[binding.meaning] ?? "");
  return given === "" ? binding.fallback : given;
}

function previewOf({ components, bindings }: TemplateToRender, input: RenderInput): MessagePreview {
  const byName = new Map(bindings.body.map((one) => [one.parameter, filledValue(one, input.values)]));
  const body = find(components, "BODY")?.text ?? "";
  return {
    picture: bindings.header ? (input.picture ?? null) : null,
    title: find(components, "HEADER")?.text ?? null,
    body: body.replaceAll(/\{\{([a-z0-9_]+)\}\}/g, (whole, name: string) => byName.get(name) ?? whole),
    footer: find(components, "FOOTER")?.text ?? null,
    buttons: (find(components, "BUTTONS")?.buttons ?? []).map((button) => ({
      kind: button.type === "URL" ? "link" : "reply",
      label: button.text,
      url: button.url?.replace("{{1}}", input.linkCode ?? "") ?? null,
    })),
  };
}

/**
 * Fills a template for one message: named parameters, flattened, with fall-backs for what is unknown.
 * @throws RenderError when the picture or the link that the approved template demands is missing
 */
export function renderTemplate(template: TemplateToRender, input: RenderInput): RenderedTemplate {
  const { bindings } = template;
  if (bindings.header && !input.picture) throw new RenderError("no_picture");
  if (bindings.link && !input.linkCode) throw new RenderError("no_link");
  const components: object[] = [];
  if (bindings.header) {
    components.push({ type: "header", parameters: [{ type: "image", image: { link: input.picture } }] });
  }
  if (bindings.body.length > 0) {
    components.push({
      type: "body",
      parameters: bindings.body.map((one) => ({
        type: "text",
        ...(bindings.positional ? {} : { parameter_name: one.parameter }),
        text: filledValue(one, input.values),
      })),
    });
  }
  if (bindings.link) {
    const parameters = [{ type: "text", text: input.linkCode }];
    components.push({ type: "button", sub_type: "url", index: String(bindings.link.button), parameters });
  }
  if (bindings.stop) {
    const parameters = [{ type: "payload", payload: bindings.stop.payload }];
    components.push({
      type: "button",
      sub_type: "quick_reply",
      index: String(bindings.stop.button),
      parameters,
    });
  }
  return {
    content: {
      type: "template",
      template: { name: template.name, language: { code: template.language }, components },
    },
    preview: previewOf(template, input),
  };
}
