/** Meta's JavaScript SDK, as far as a page that begins Embedded Signup needs it. */

interface LoginAnswer {
  readonly status: "connected" | "unknown";
  readonly authResponse: { readonly code: string } | null;
}

interface LoginOptions {
  readonly config_id: string;
  readonly response_type: string;
  readonly override_default_response_type: boolean;
  readonly extras?: object;
}

const script = document.currentScript;
const platform = script instanceof HTMLScriptElement ? new URL(script.src).origin : location.origin;
const CLOSED_EVERY_MS = 300;
let appId = "";

/** A person's dialog: answers with a code, or with nothing once its window is closed. */
function login(callback: (answer: LoginAnswer) => void, options: LoginOptions): void {
  const address = new URL("/facebook/dialog", platform);
  address.searchParams.set("client_id", appId);
  address.searchParams.set("config_id", options.config_id);
  address.searchParams.set("extras", JSON.stringify(options.extras ?? {}));
  address.searchParams.set("locale", document.documentElement.lang);
  const dialog = window.open(address, "meta-login", "width=600,height=760");
  const answer = (code: string | undefined) => {
    clearInterval(timer);
    removeEventListener("message", hear);
    callback(
      code === undefined
        ? { status: "unknown", authResponse: null }
        : { status: "connected", authResponse: { code } },
    );
  };
  const hear = ({ source, origin: from, data }: MessageEvent) => {
    const isOurs = source === dialog && from === platform && typeof data === "object" && data !== null;
    if (isOurs && "loginCode" in data) answer(String(data.loginCode));
  };
  const timer = setInterval(() => {
    if (!dialog || dialog.closed) answer(undefined);
  }, CLOSED_EVERY_MS);
  addEventListener("message", hear);
}

const sdk = {
  init(options: { readonly appId: string }) {
    appId = options.appId;
  },
  login,
};
Object.assign(window, { FB: sdk });
const ready: unknown = Reflect.get(window, "fbAsyncInit");
if (typeof ready === "function") ready();

export {};
