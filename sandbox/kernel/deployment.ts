/**
 * What `bin/demo` "deploys", as Shopify's CLI and Meta's dashboard would: the app as the platforms know it.
 * `toml` is shopify.app.toml verbatim; webhook topics, addresses and scopes are read from it and nowhere else.
 */
export interface Deployment {
  readonly toml: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where the app listens, e.g. http://localhost:3000. Relative addresses of the toml resolve on it. */
  readonly appUrl: string;
  /** POST {now, offsetMs} here after each move of the clock; answers when the app has swept what became due. */
  readonly clockUrl?: string;
  readonly meta: {
    readonly appId: string;
    readonly appSecret: string;
    readonly verifyToken: string;
    /** The app's WhatsApp webhook address. */
    readonly webhookUrl: string;
    /** Of Facebook Login for Business, with the product WhatsApp. */
    readonly configId?: string | undefined;
  };
  readonly extensions: readonly DeployedExtension[];
}

/** One UI extension: its bundle per target, as the CLI would upload it. */
export interface DeployedExtension {
  readonly handle: string;
  readonly targets: readonly { readonly target: string; readonly script: string }[];
  /** Values of its settings fields, as a merchant would have typed them in the checkout editor. */
  readonly settings: Readonly<Record<string, string>>;
  /** locale -> key -> text, from its locales folder. */
  readonly locales: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** The capability `network_access` of its toml: without it there is no `fetch`. */
  readonly networkAccess: boolean;
}
