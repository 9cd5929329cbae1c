/** Replaced by the bundler; nothing of it exists in checkout. */
declare const process: { readonly env: { readonly APP_URL: string } };
