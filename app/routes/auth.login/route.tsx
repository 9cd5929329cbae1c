import type { LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";

/** Where Shopify's library leads whoever comes without a shop. Nobody types a shop's address here (App Store 2.3.1). */
export function loader(_: LoaderFunctionArgs) {
  return null;
}

export default function OpenInShopify() {
  const { t } = useTranslation();
  return (
    <main className="cw-plain">
      <h1>Cartwave</h1>
      <p>{t("openInShopify")}</p>
    </main>
  );
}
