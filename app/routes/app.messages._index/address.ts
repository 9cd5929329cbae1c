import { useSearchParams } from "@remix-run/react";
import { useCallback } from "react";

/** What Shopify adds to a document's address, and later requests bring in their headers. */
const OF_THE_DOCUMENT = ["id_token", "hmac", "timestamp", "session"];
/** Another view or filter begins with its first page. */
const OF_THE_PAGE = ["after", "before"];

/**
 * Changes what the address asks for; null takes a name out of it.
 * @returns a function that keeps the rest of the address
 */
export function useAddress() {
  const [, setParams] = useSearchParams();
  return useCallback(
    (changes: Readonly<Record<string, string | null>>) =>
      setParams(
        (params) => {
          for (const name of [...OF_THE_DOCUMENT, ...OF_THE_PAGE]) params.delete(name);
          for (const [name, value] of Object.entries(changes)) {
            if (value === null || value === "") params.delete(name);
            else params.set(name, value);
          }
          return params;
        },
        { preventScrollReset: true, replace: true },
      ),
    [setParams],
  );
}
