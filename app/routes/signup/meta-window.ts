/** What Meta's dialog told this page; all of it is checked again by the server. */
export interface Heard {
  readonly event: string;
  readonly wabaId?: string;
  readonly phoneNumberId?: string;
  readonly step?: string;
  readonly error?: string;
}

/**
 * Whether a message comes from Meta.
 * @param allowed an origin, or `https://*.` and a domain for everything below it
 */
export function isFrom(origin: string, allowed: string): boolean {
  const wildcard = "://*.";
  if (!allowed.includes(wildcard)) return origin === allowed;
  const [scheme = "", domain = ""] = allowed.split(wildcard);
  return origin.startsWith(`${scheme}://`) && origin.endsWith(`.${domain}`);
}

const text = (value: unknown) =>
  typeof value === "string" || typeof value === "number" ? String(value) : undefined;

function parse(data: unknown): unknown {
  if (typeof data !== "string") return data;
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}

const membersOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};

/**
 * Reads a message of Embedded Signup, as text or as an object; the dialog sends others too.
 * Source: Meta, "Embedded Signup, Implementation" (session logging).
 */
export function readMessage(data: unknown): Heard | undefined {
  const message = membersOf(parse(data));
  const event = text(message.event);
  if (message.type !== "WA_EMBEDDED_SIGNUP" || event === undefined) return undefined;
  const said = membersOf(message.data);
  const known = {
    wabaId: text(said.waba_id),
    phoneNumberId: text(said.phone_number_id),
    step: text(said.current_step),
    error: text(said.error_message),
  };
  return {
    event,
    ...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)),
  };
}

interface LoginAnswer {
  readonly authResponse?: { readonly code?: string } | null;
}

interface Sdk {
  init(options: object): void;
  login(callback: (answer: LoginAnswer) => void, options: object): void;
}

export interface SignupConfig {
  readonly sdkUrl: string;
  readonly appId: string;
  readonly configId: string;
  /** Of the Graph API. */
  readonly version: string;
  /** Where the dialog's messages come from. */
  readonly dialogOrigin: string;
}

/** Loads Meta's script into this page. Rejects where something keeps it away. */
export function loadSdk({ sdkUrl, appId, version }: SignupConfig): Promise<Sdk> {
  return new Promise((resolve, reject) => {
    const ready = () => {
      const sdk = Reflect.get(window, "FB") as Sdk | undefined;
      if (!sdk) return reject(new Error("no SDK"));
      sdk.init({ appId, version, autoLogAppEvents: false, xfbml: false });
      resolve(sdk);
    };
    if (Reflect.has(window, "FB")) return ready();
    Object.assign(window, { fbAsyncInit: ready });
    const script = document.createElement("script");
    script.src = sdkUrl;
    script.async = true;
    script.addEventListener("error", () => reject(new Error("blocked")));
    document.head.append(script);
  });
}

/**
 * Opens Meta's dialog; must be called while a click is handled, for it is a window.
 * @returns the code where the person finished, and what the dialog told last
 */
export function signIn(
  sdk: Sdk,
  { configId, dialogOrigin }: SignupConfig,
  keepsApp: boolean,
): Promise<{ readonly code: string | undefined; readonly heard: Heard | undefined }> {
  return new Promise((resolve) => {
    let heard: Heard | undefined;
    const hear = ({ origin, data }: MessageEvent) => {
      if (isFrom(origin, dialogOrigin)) heard = readMessage(data) ?? heard;
    };
    addEventListener("message", hear);
    sdk.login(
      (answer) => {
        removeEventListener("message", hear);
        resolve({ code: answer.authResponse?.code, heard });
      },
      {
        config_id: configId,
        response_type: "code",
        override_default_response_type: true,
        extras: {
          version: "v4",
          setup: {},
          ...(keepsApp ? { featureType: "whatsapp_business_app_onboarding" } : {}),
        },
      },
    );
  });
}
