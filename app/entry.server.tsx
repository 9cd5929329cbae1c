import { PassThrough } from "node:stream";
import {
  type ActionFunctionArgs,
  type AppLoadContext,
  createReadableStreamFromReadable,
  type EntryContext,
  type LoaderFunctionArgs,
} from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { renderToPipeableStream } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { languageOf } from "./i18n/language.ts";
import { i18nOf } from "./i18n/words.server.ts";
import { NonceContext } from "./ui/nonce.ts";

/** Cards whose figures are not there by then fail on their own. */
const CARDS_WITHIN_MS = 5_000;
/** Rendering ends a little later, so that those failures still reach the browser. */
const ABORT_AFTER_MS = CARDS_WITHIN_MS + 1_000;

/** Renders a document: what is known at once first, the slower cards as they come. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { services, nonce, policy }: AppLoadContext,
): Promise<Response> {
  headers.set("content-type", "text/html; charset=utf-8");
  headers.set("content-security-policy", policy);
  return new Promise((resolve, reject) => {
    let answered = false;
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <I18nextProvider i18n={i18nOf(languageOf(request))}>
          <RemixServer context={remixContext} url={request.url} nonce={nonce} abortDelay={CARDS_WITHIN_MS} />
        </I18nextProvider>
      </NonceContext.Provider>,
      {
        nonce,
        onShellReady() {
          answered = true;
          const body = new PassThrough();
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status }));
          pipe(body);
        },
        onShellError: reject,
        onError(error) {
          if (answered && !request.signal.aborted)
            services.log.error({ err: error }, "a card was not rendered");
        },
      },
    );
    setTimeout(abort, ABORT_AFTER_MS).unref();
  });
}

/** What a loader or action threw that is no answer. */
export function handleError(
  error: unknown,
  { request, context }: LoaderFunctionArgs | ActionFunctionArgs,
): void {
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return;
  context.services.log.error({ err: error, path: new URL(request.url).pathname }, "a screen failed");
}
