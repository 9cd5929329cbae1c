import type {
  ChangeResult,
  FromExtension,
  LiveState,
  MetafieldChange,
  PageState,
  ToExtension,
} from "../extension/protocol.ts";
import { createExtensionStorage } from "./extension-storage.ts";

/** The extensions that stand on the page. */
export interface ExtensionHost {
  update(live: LiveState): void;
}

async function sessionToken(): Promise<string> {
  const response = await fetch("/store/session-token", { method: "POST" });
  if (!response.ok) throw new Error(`No session token: ${response.status}`);
  const { token }: { token: string } = await response.json();
  return token;
}

interface Changed {
  readonly result: ChangeResult;
  readonly live: LiveState;
}

async function changeMetafield(checkoutToken: string, change: MetafieldChange): Promise<Changed> {
  const response = await fetch(`/store/checkouts/${checkoutToken}/metafields`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(change),
  });
  if (!response.ok) throw new Error(`The metafield was not changed: ${response.status}`);
  return response.json();
}

function report(frame: HTMLIFrameElement, message: string): void {
  const { handle, target } = frame.dataset;
  void fetch("/store/extensions/failures", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ handle, target, message }),
  });
}

/** Serves every extension frame of the page: its start, the shopper's entries as they come, and what it asks for. */
export function hostExtensions(state: PageState): ExtensionHost {
  const frames = [...document.querySelectorAll<HTMLIFrameElement>("iframe.extension")];
  let live = state.live;
  const started = new Set<HTMLIFrameElement>();
  const storage = createExtensionStorage(localStorage, state.checkoutKey);
  // A frame without an origin can't be addressed by one.
  const tell = (frame: HTMLIFrameElement, message: ToExtension): void =>
    frame.contentWindow?.postMessage(message, "*");

  const answer = (frame: HTMLIFrameElement, id: number, work: Promise<unknown>): void => {
    work.then(
      (result) => tell(frame, { kind: "answer", id, result }),
      (error: unknown) => tell(frame, { kind: "refusal", id, reason: String(error) }),
    );
  };
  const update = (next: LiveState): void => {
    live = next;
    for (const frame of started) tell(frame, { kind: "live", live });
  };
  const hear = (frame: HTMLIFrameElement, message: FromExtension): void => {
    const { handle = "", target = "" } = frame.dataset;
    switch (message.kind) {
      case "ready":
        started.add(frame);
        tell(frame, { kind: "start", handle, target, state: { ...state, live } });
        break;
      case "height":
        frame.style.height = `${Math.max(0, Math.ceil(message.height))}px`;
        break;
      case "open":
        if (/^https?:/.test(message.url)) window.open(message.url, "_blank", "noopener");
        break;
      case "failed":
        report(frame, message.message);
        break;
      case "sessionToken":
        answer(frame, message.id, sessionToken());
        break;
      case "storage":
        answer(frame, message.id, storage(handle, message.request));
        break;
      case "metafield":
        answer(
          frame,
          message.id,
          changeMetafield(state.checkoutToken, message.change).then((changed) => {
            update(changed.live);
            return changed.result;
          }),
        );
        break;
    }
  };
  window.addEventListener("message", (event: MessageEvent<FromExtension>) => {
    const frame = frames.find((one) => one.contentWindow === event.source);
    if (frame) hear(frame, event.data);
  });
  for (const frame of frames) {
    // Started only now, so that its first word finds someone listening.
    frame.src = frame.dataset.src ?? "";
  }
  return { update };
}
