/**
 * What the app's frame and the admin around it say to each other, in both directions through postMessage.
 * The frame calls, the admin answers; the admin also tells the frame what the merchant did in its chrome.
 */

export const channel = "sandbox-app-bridge";

/** A button or link of the app that the admin shows in its own chrome. */
export interface Control {
  /** Names the app's element, so that a press can be handed back to it. */
  readonly id: string;
  readonly label: string;
  readonly href: string | null;
  readonly disabled: boolean;
  readonly loading: boolean;
  readonly critical: boolean;
}

export interface NavItem {
  readonly id: string;
  readonly label: string;
  readonly href: string;
  readonly home: boolean;
}

export interface TitleBarState {
  readonly title: string;
  readonly breadcrumb: Control | null;
  readonly primary: Control | null;
  readonly secondary: readonly Control[];
  readonly groups: readonly { readonly label: string; readonly controls: readonly Control[] }[];
}

export interface SaveBarState {
  readonly discardConfirmation: boolean;
  readonly save: Control | null;
  readonly discard: Control | null;
}

export interface ToastState {
  readonly id: string;
  readonly message: string;
  readonly durationMs: number;
  readonly isError: boolean;
  readonly action: string | null;
}

export interface HostFacts {
  readonly shop: string;
  readonly locale: string;
}

export interface ScopesDetail {
  readonly granted: readonly string[];
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

export interface PickerRequest {
  readonly type: string;
  readonly multiple: boolean | number;
  readonly query: string;
  readonly selectedIds: readonly string[];
}

/** What the frame may ask of the admin: parameters and answer. */
export interface HostCalls {
  hello: { params: { path: string }; answer: HostFacts };
  idToken: { params: null; answer: string };
  location: { params: { path: string }; answer: undefined };
  navMenu: { params: { items: readonly NavItem[] }; answer: undefined };
  titleBar: { params: { bar: TitleBarState | null }; answer: undefined };
  saveBar: { params: { bar: SaveBarState | null }; answer: undefined };
  modal: { params: { open: boolean }; answer: undefined };
  toast: { params: ToastState; answer: undefined };
  hideToast: { params: { id: string }; answer: undefined };
  loading: { params: { loading: boolean }; answer: undefined };
  redirect: { params: { url: string; newTab: boolean }; answer: undefined };
  /** True when the merchant agrees to lose unsaved changes, or there are none. */
  leave: { params: null; answer: boolean };
  scopes: { params: null; answer: ScopesDetail };
  extensions: { params: null; answer: readonly unknown[] };
  pickResources: { params: PickerRequest; answer: readonly unknown[] | null };
}

export type HostMethod = keyof HostCalls;

/** What the merchant did in the admin's chrome. */
export interface HostEvents {
  /** Pressed the shown form of the app's element. */
  press: { id: string };
  toastAction: { id: string };
  toastDismissed: { id: string };
}

export type HostEvent = {
  [Name in keyof HostEvents]: { name: Name; detail: HostEvents[Name] };
}[keyof HostEvents];

export type FrameMessage = {
  [Method in HostMethod]: {
    channel: typeof channel;
    kind: "call";
    id: string;
    method: Method;
    params: HostCalls[Method]["params"];
  };
}[HostMethod];

export type HostMessage =
  | { channel: typeof channel; kind: "answer"; id: string; answer: unknown }
  | { channel: typeof channel; kind: "refusal"; id: string; reason: string }
  | { channel: typeof channel; kind: "event"; event: HostEvent };

/** Whether a window message's data belongs to this conversation. */
export function isOurs<Message extends FrameMessage | HostMessage>(data: unknown): data is Message {
  return typeof data === "object" && data !== null && "channel" in data && data.channel === channel;
}
