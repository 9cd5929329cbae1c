export { type Adoption, type AdoptProblem, adoptText, preferText } from "./adopt.ts";
export { buildTemplate, textParts, wordsOf } from "./build.ts";
export { type ChangeProblem, changeText, type TextChange } from "./change.ts";
export {
  type ChosenTemplate,
  chooseTemplate,
  type NoTemplate,
  textInLanguage,
  textsForAPerson,
} from "./choose.ts";
export { type Demands, demandsOf, type Unfit } from "./demands.ts";
export { readyText } from "./library.ts";
export { STOP_PAYLOAD, type TextParts, type VariableWords } from "./parts.ts";
export { cartPictureOf } from "./picture.ts";
export { languagesOf, type PrepareResult, prepareTemplates } from "./prepare.ts";
export {
  categoryOf,
  type LinkKind,
  type Meaning,
  type MeaningValues,
  PURPOSES,
  type TemplateCategory,
  type TemplatePurpose,
} from "./purposes.ts";
export { type TemplateView, type TextRow, type TextStatus, templatesOf, textRows } from "./queries.ts";
export { readText, type TextInFull, type TextOfLanguage } from "./read-text.ts";
export { removeText } from "./remove.ts";
export {
  canLeadTo,
  type MessagePreview,
  type RenderedTemplate,
  renderTemplate,
  straightTo,
} from "./render.ts";
export { exampleValues, type TextSample, textSamples } from "./sample.ts";
export {
  applyTemplateCategory,
  applyTemplateQuality,
  applyTemplateStatus,
  type VersionStatus,
} from "./status.ts";
export { type SyncResult, syncDueTexts, syncTexts } from "./sync.ts";
