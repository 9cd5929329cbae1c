import type { StandardApi } from "@shopify/ui-extensions/checkout";
import { useEffect, useLayoutEffect, useReducer, useState } from "preact/hooks";
import type { Outcome, Statement } from "./consent-endpoint.ts";
import { countryOf, knownNumber, looksComplete, type Phone, type PhoneSources, sameNumber } from "./phone.ts";
import type { RememberedGrant } from "./recall.ts";
import { createRecorder, type RecordingState } from "./recorder.ts";
import { Status } from "./Status.tsx";
import { type Wording, wordingOf } from "./wording.ts";

/** What the box needs of Shopify, on whichever page it stands. */
export type OptInApi = PhoneSources &
  Pick<StandardApi, "checkoutToken" | "i18n" | "localization" | "settings" | "shop">;

export interface OptInProps {
  readonly api: OptInApi;
  /** `gid://shopify/Order/…` on the thank-you page. */
  readonly orderId: string | null;
  /** A grant that was given in this checkout before the page was loaded. */
  readonly remembered: RememberedGrant | undefined;
  readonly post: (statement: Statement) => Promise<Outcome>;
  readonly onRecorded: (grant: Statement | undefined) => void;
}

const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Renders again whenever something that the box depends on changes in checkout. */
function useCheckoutChanges(api: OptInApi): void {
  const [, renderAgain] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const { buyerIdentity, shippingAddress, localization, checkoutToken, settings } = api;
    const signals = [
      shippingAddress,
      buyerIdentity?.phone,
      buyerIdentity?.customer,
      localization.country,
      checkoutToken,
      settings,
    ];
    const again = () => renderAgain(undefined);
    const stops = signals.map((signal) => signal?.subscribe(again));
    // Something may have changed between the first rendering and the subscriptions.
    again();
    return () => {
      for (const stop of stops) stop?.();
    };
  }, [api]);
}

function grantOf(api: OptInApi, orderId: string | null, wording: Wording, phone: Phone): Statement {
  return {
    granted: true,
    phone,
    wording,
    locale: api.localization.language.value.isoCode,
    checkoutToken: api.checkoutToken.value ?? null,
    orderId,
  };
}

/** The number to write to: the one typed for WhatsApp, else the one that checkout knows. */
function phoneOf(api: OptInApi, typed: string): Phone | undefined {
  const number = typed === "" ? knownNumber(api) : typed;
  if (number === undefined || !looksComplete(number)) return undefined;
  return { number, countryCode: countryOf(api) };
}

/** A remembered grant as it was recorded. */
function recall({ api, orderId, remembered }: OptInProps): Statement | undefined {
  return remembered && grantOf(api, orderId, wordingOf(api), remembered.phone);
}

/** A remembered number that checkout does not know was typed by the shopper, and is shown again. */
function typedBefore(api: OptInApi, recalled: Statement | undefined): string {
  const known = phoneOf(api, "");
  return recalled && !(known && sameNumber(known, recalled.phone)) ? recalled.phone.number : "";
}

/** The state of the box, and the app's record kept in step with it. */
function useOptIn(props: OptInProps) {
  const { api, orderId, post, onRecorded } = props;
  useCheckoutChanges(api);
  const [recalled] = useState(() => recall(props));
  /** The words beside the box when it was ticked; `undefined` while it is not. */
  const [ticked, setTicked] = useState(recalled?.wording);
  const [typed, setTyped] = useState(() => typedBefore(api, recalled));
  const [state, setState] = useState<RecordingState>(recalled ? "saved" : "idle");
  const [recorder] = useState(() => createRecorder({ post, wait, onRecorded, onState: setState }, recalled));

  const phone = phoneOf(api, typed);
  const grant = ticked && phone && grantOf(api, orderId, ticked, phone);
  const said = JSON.stringify(grant);
  // Before the next frame: who unticks the box may leave the page at once.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `said` is `grant` by value; `grant` is new at each rendering
  useLayoutEffect(() => recorder.wish(grant), [recorder, said]);
  return { ticked, setTicked, typed, setTyped, state, phone, retry: recorder.retry };
}

// Shopify's types leave `currentTarget` open; it is the element that the listener stands on.
const isChecked = (event: Event) =>
  (event.currentTarget as HTMLElementTagNameMap["s-checkbox"]).checked === true;
const numberIn = (event: Event) =>
  ((event.currentTarget as HTMLElementTagNameMap["s-phone-field"]).value ?? "").trim();

/** One box, never ticked beforehand; ticking it records a consent, unticking withdraws it. */
export function OptIn(props: OptInProps) {
  const { api } = props;
  const { ticked, setTicked, typed, setTyped, state, phone, retry } = useOptIn(props);
  const translate = (key: string) => String(api.i18n.translate(key));
  const wording = ticked ?? wordingOf(api);
  const privacyUrl = api.settings.value.privacy_url;
  const isInvalid = state === "phone-invalid" || (typed !== "" && !phone);
  const asksPhone = ticked !== undefined && (!phone || typed !== "" || isInvalid);

  return (
    <s-stack gap="small-200">
      <s-checkbox
        label={wording.text}
        checked={ticked !== undefined}
        onChange={(event) => setTicked(isChecked(event) ? wordingOf(api) : undefined)}
      />
      {typeof privacyUrl === "string" && /^https?:\/\//.test(privacyUrl) && (
        <s-text type="small">
          <s-link href={privacyUrl} target="_blank">
            {translate("privacy")}
          </s-link>
        </s-text>
      )}
      {asksPhone && (
        <s-phone-field
          label={translate("phoneLabel")}
          value={typed}
          // Only a number that was finished is taken: each keystroke would be a number of somebody else.
          onChange={(event) => setTyped(numberIn(event))}
          {...(isInvalid ? { error: translate("phoneInvalid") } : {})}
        />
      )}
      <Status
        state={state}
        needsPhone={ticked !== undefined && !phone}
        translate={translate}
        onRetry={retry}
      />
    </s-stack>
  );
}
