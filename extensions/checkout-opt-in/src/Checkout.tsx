import "@shopify/ui-extensions/preact";
import { render } from "preact";
import { posterOf } from "./consent-endpoint.ts";
import { OptIn } from "./OptIn.tsx";
import { noteInCart, recallGrant, rememberGrant } from "./recall.ts";

/** Below the contact fields of checkout, on Shopify Plus. */
export default async function checkout(): Promise<void> {
  const remembered = await recallGrant(shopify);
  render(
    <OptIn
      api={shopify}
      orderId={null}
      remembered={remembered}
      post={posterOf(shopify, "checkout")}
      onRecorded={(grant) => {
        void rememberGrant(shopify, grant);
        void noteInCart(shopify, grant);
      }}
    />,
    document.body,
  );
}
