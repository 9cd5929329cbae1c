export type { AgainProblem, AgainVerdict } from "./again.ts";
export { keptOf, limitOf, usedAllowance } from "./allowance.ts";
export { type AnswerProblem, type AnswerResult, answerReply, writeToPerson } from "./answer.ts";
export { budgetChanged } from "./budget.ts";
export { ALERT_AFTER_MS } from "./changed.ts";
export { isUndeliverableMarketing } from "./cost.ts";
export { latestDecisions } from "./decided.ts";
export { type MessageDetail, messageDetail } from "./detail.ts";
export { createDispatcher, type Dispatcher } from "./dispatch.ts";
export { saveEcho } from "./echo.ts";
export { enqueueMessage, type MessagePurpose, type NewMessage } from "./enqueue.ts";
export { exportedRows, findForExport } from "./export.ts";
export { type FreeEntry, freeEntryOf } from "./free-entry.ts";
export { enqueueFreeForm } from "./free-form.ts";
export { MARKETING_GAP_MS } from "./gate.ts";
export { isHeardSince, isKnownInbound, recipientOfWamid, saveInbound } from "./inbound.ts";
export type { MessageStatus } from "./ladder.ts";
export { REASONS, type Reason } from "./outcome.ts";
export { readPreview } from "./preview.ts";
export {
  type FailedAlike,
  failedAlike,
  listMessages,
  type MessageFilters,
  type MessagePage,
} from "./queries.ts";
export { redirectQueued } from "./redirect.ts";
export { listReplies, type ReplyRow, SERVICE_WINDOW_MS } from "./replies.ts";
export type { OrderResult } from "./results.ts";
export { type ResumeForecast, resumeForecast } from "./resume.ts";
export type { ListRow } from "./rows.ts";
export { tappedIn, textOf } from "./said.ts";
export { type AgainForecast, againForecast, LATELY_MS, sendAgain, sendAlikeAgain } from "./send-again.ts";
export { takeBackQueued } from "./set-status.ts";
export { reopenReplies, settledLast, settlePerson, settleReply } from "./settle.ts";
export type { StatusReport } from "./statuses.ts";
export { applyStatuses } from "./statuses.ts";
export type { TimelineEntry } from "./timeline.ts";
export { type PersonVerdict, verdictOnPerson } from "./verdict-on-person.ts";
export { type Edge, type MessageView, readEdge, writeEdge } from "./views.ts";
export { whyOf } from "./why.ts";
export { lastWritten, UNWRITTEN_KINDS } from "./written.ts";
