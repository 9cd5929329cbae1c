import type { Services } from "#app/integrations/services.ts";

declare module "@remix-run/server-runtime" {
  /** What server/ hands to every loader, action and to the document's renderer. */
  interface AppLoadContext {
    readonly services: Services;
    /** Marks the scripts of this one document as ours. */
    readonly nonce: string;
    /** The Content-Security-Policy of this one document. */
    readonly policy: string;
  }
}
