import type { HostFacts } from "../bridge-protocol.ts";
import type { Connection } from "./connection.ts";
import { isShown, type Shown } from "./save-bar.ts";
import { measureVitals } from "./web-vitals.ts";

interface ToastOptions {
  readonly duration?: number;
  readonly isError?: boolean;
  readonly action?: string;
  readonly onAction?: () => void;
  readonly onDismiss?: () => void;
}

interface PickerOptions {
  readonly type: string;
  readonly multiple?: boolean | number;
  readonly query?: string;
  readonly selectionIds?: readonly { readonly id: string }[];
}

function createToast(connection: Connection) {
  const shown = new Map<string, ToastOptions>();
  connection.on("toastAction", ({ id }) => shown.get(id)?.onAction?.());
  connection.on("toastDismissed", ({ id }) => {
    shown.get(id)?.onDismiss?.();
    shown.delete(id);
  });
  return {
    show(message: string, options: ToastOptions = {}): string {
      const id = crypto.randomUUID();
      shown.set(id, options);
      void connection.call("toast", {
        id,
        message,
        durationMs: options.duration ?? 5000,
        isError: options.isError ?? false,
        action: options.action ?? null,
      });
      return id;
    },
    hide(id: string): void {
      void connection.call("hideToast", { id });
    },
  };
}

/** `shopify.modal` and `shopify.saveBar` find their element by id. */
function byId(kind: string) {
  const find = (id: string): Shown => {
    const element = document.getElementById(id);
    if (!isShown(element)) throw new Error(`There is no ${kind} with the id "${id}" in this page`);
    return element;
  };
  return {
    show: async (id: string) => find(id).show(),
    hide: async (id: string) => find(id).hide(),
    toggle: async (id: string) => find(id).toggle(),
  };
}

function createScopes(connection: Connection) {
  const query = () => connection.call("scopes", null);
  return {
    query,
    async request(scopes: readonly string[]) {
      const detail = await query();
      const all = scopes.every((scope) => detail.granted.includes(scope));
      return { result: all ? "granted-all" : "declined-all", detail };
    },
    async revoke(scopes: readonly string[]) {
      const detail = await query();
      const required = scopes.find((scope) => detail.required.includes(scope));
      if (required !== undefined) throw new Error(`The scope ${required} is required and can't be revoked`);
      return { detail };
    },
  };
}

function notPlayed(name: string): () => Promise<never> {
  return () => Promise.reject(new Error(`The sandbox's admin does not play shopify.${name}`));
}

/** The members that belong to other surfaces of Shopify: they answer as on a desktop that has none of them. */
function absentSurfaces() {
  const closed = { complete: Promise.resolve({ code: "closed" }), finish: () => undefined };
  return {
    picker: async () => ({ selected: Promise.resolve(undefined) }),
    scanner: { capture: notPlayed("scanner") },
    pos: { cart: {}, close: notPlayed("pos"), device: notPlayed("pos"), location: notPlayed("pos") },
    intents: { invoke: async () => closed, register: () => () => undefined },
    support: { registerHandler: async () => undefined },
    reviews: {
      request: async () => ({
        success: false,
        code: "merchant-ineligible",
        message: "A sandbox shop can't write reviews",
      }),
    },
    shopifyQL: { available: async () => false },
    tools: { register: () => () => undefined, unregister: () => undefined, clear: () => undefined },
    setSignals: () => undefined,
  };
}

/** What App Bridge knows before the admin has answered, from the frame's own address. */
export interface FrameAddress {
  readonly apiKey: string;
  readonly shop: string;
  readonly host: string;
  readonly locale: string;
}

/** The `shopify` global of an embedded app. Members: @shopify/app-bridge-types 0.7.2, ShopifyGlobal. */
export function createGlobal(connection: Connection, address: FrameAddress, hello: Promise<HostFacts>) {
  const config = { ...address, appOrigins: [], disabledFeatures: [] };
  const ready = hello.then((facts) => {
    config.shop = facts.shop;
    config.locale = facts.locale;
  });
  return {
    config,
    ready,
    origin: connection.adminOrigin,
    environment: { embedded: true, mobile: false, pos: false, intent: false },
    idToken: () => connection.call("idToken", null),
    user: async () => ({ accountAccess: "full" }),
    toast: createToast(connection),
    loading: (loading = true) => void connection.call("loading", { loading }),
    modal: byId("ui-modal"),
    saveBar: {
      ...byId("ui-save-bar"),
      // App Bridge's promise resolves only when the merchant agrees; otherwise they stay, and it stays open.
      leaveConfirmation: () =>
        new Promise<void>((resolve) => {
          void connection.call("leave", null).then((agreed) => {
            if (agreed) resolve();
          });
        }),
    },
    async resourcePicker(options: PickerOptions) {
      const selection = await connection.call("pickResources", {
        type: options.type,
        multiple: options.multiple ?? false,
        query: options.query ?? "",
        selectedIds: (options.selectionIds ?? []).map((resource) => resource.id),
      });
      return selection === null ? undefined : Object.assign([...selection], { selection });
    },
    scopes: createScopes(connection),
    app: { extensions: () => connection.call("extensions", null) },
    webVitals: measureVitals(),
    ...absentSurfaces(),
  };
}
