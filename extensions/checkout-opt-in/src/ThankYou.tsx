import "@shopify/ui-extensions/preact";
import { render } from "preact";
import { posterOf } from "./consent-endpoint.ts";
import { OptIn } from "./OptIn.tsx";
import { recallGrant, rememberGrant } from "./recall.ts";

/** On the thank-you page. A consent of this checkout is shown as given, and can be withdrawn here. */
export default async function thankYou(): Promise<void> {
  const remembered = await recallGrant(shopify);
  render(
    <OptIn
      api={shopify}
      orderId={shopify.orderConfirmation.value.order.id}
      remembered={remembered}
      post={posterOf(shopify, "thank-you")}
      onRecorded={(grant) => void rememberGrant(shopify, grant)}
    />,
    document.body,
  );
}
