import type { TemplateComponents } from "./components.ts";

/** The first component of a type. */
export function find<Type extends TemplateComponents[number]["type"]>(
  components: TemplateComponents,
  type: Type,
): Extract<TemplateComponents[number], { type: Type }> | undefined {
  return components.find(
    (component): component is Extract<TemplateComponents[number], { type: Type }> => component.type === type,
  );
}
