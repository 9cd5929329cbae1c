export { type ChosenTemplate, chooseTemplate, type NoTemplate, textsForAPerson } from "./choose.ts";
export { buildTemplate, STOP_PAYLOAD } from "./components.ts";
export { readyText } from "./library.ts";
export { languagesOf, linkUrlOf, type PrepareResult, prepareTemplates } from "./prepare.ts";
export {
  categoryOf,
  type LinkKind,
  type Meaning,
  type MeaningValues,
  PURPOSES,
  type TemplateCategory,
  type TemplatePurpose,
} from "./purposes.ts";
export { type TemplateView, templatesOf } from "./queries.ts";
export { type MessagePreview, type RenderedTemplate, renderTemplate } from "./render.ts";
export { exampleValues, type TextSample, textSamples } from "./sample.ts";
export {
  applyTemplateCategory,
  applyTemplateQuality,
  applyTemplateStatus,
  type VersionStatus,
} from "./status.ts";
