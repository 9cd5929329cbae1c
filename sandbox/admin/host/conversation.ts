import {
  channel,
  type FrameMessage,
  type HostCalls,
  type HostEvent,
  type HostMessage,
  type HostMethod,
  isOurs,
} from "../bridge-protocol.ts";

/** What a method gives back: nothing needs to be waited for where there is no answer. */
type Answer<Given> = [Given] extends [undefined] ? unknown : Given | Promise<Given>;

export type Answers = {
  [Method in HostMethod]: (params: HostCalls[Method]["params"]) => Answer<HostCalls[Method]["answer"]>;
};

/** The admin's end: answers the app's frame, and nobody else. */
export function converse(
  frame: HTMLIFrameElement,
  appOrigin: string,
  answers: Answers,
): (event: HostEvent) => void {
  const say = (message: HostMessage): void => frame.contentWindow?.postMessage(message, appOrigin);

  window.addEventListener("message", (message: MessageEvent<unknown>) => {
    if (message.origin !== appOrigin || message.source !== frame.contentWindow) return;
    if (!isOurs<FrameMessage>(message.data)) return;
    const { id, method, params } = message.data;
    const answer = answers[method] as ((given: typeof params) => unknown) | undefined;
    if (!answer) {
      say({ channel, kind: "refusal", id, reason: `The admin does not know "${String(method)}"` });
      return;
    }
    Promise.resolve(answer(params)).then(
      (result) => say({ channel, kind: "answer", id, answer: result ?? null }),
      (error: unknown) => say({ channel, kind: "refusal", id, reason: String(error) }),
    );
  });
  return (event) => say({ channel, kind: "event", event });
}
