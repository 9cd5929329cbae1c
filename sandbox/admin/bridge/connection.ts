import {
  channel,
  type HostCalls,
  type HostEvent,
  type HostEvents,
  type HostMessage,
  type HostMethod,
  isOurs,
} from "../bridge-protocol.ts";

type Listener = (event: HostEvent) => void;

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (reason: Error) => void;
}

/** The frame's end of the conversation with the admin. */
export interface Connection {
  readonly adminOrigin: string;
  call<Method extends HostMethod>(
    method: Method,
    params: HostCalls[Method]["params"],
  ): Promise<HostCalls[Method]["answer"]>;
  on<Name extends keyof HostEvents>(name: Name, listener: (detail: HostEvents[Name]) => void): void;
  /** Begins to listen; again after `document.open()`, which takes every listener off the window. */
  listen(): void;
}

export function connect(adminOrigin: string): Connection {
  const waiting = new Map<string, Waiting>();
  const listeners = new Set<Listener>();

  const onMessage = (message: MessageEvent<unknown>): void => {
    if (message.origin !== adminOrigin || message.source !== window.parent) return;
    if (!isOurs<HostMessage>(message.data)) return;
    const data = message.data;
    if (data.kind === "event") {
      for (const listener of listeners) listener(data.event);
      return;
    }
    const caller = waiting.get(data.id);
    if (!caller) return;
    waiting.delete(data.id);
    if (data.kind === "answer") caller.resolve(data.answer);
    else caller.reject(new Error(data.reason));
  };

  return {
    adminOrigin,
    call(method, params) {
      return new Promise((resolve, reject) => {
        // Random: the script runs twice in one window after the bounce page, and a counter would begin again.
        const id = crypto.randomUUID();
        waiting.set(id, {
          resolve: (answer) => resolve(answer as HostCalls[typeof method]["answer"]),
          reject,
        });
        window.parent.postMessage({ channel, kind: "call", id, method, params }, adminOrigin);
      });
    },
    on(name, listener) {
      listeners.add((event) => {
        if (event.name === name) listener(event.detail as HostEvents[typeof name]);
      });
    },
    listen() {
      window.addEventListener("message", onMessage);
    },
  };
}
