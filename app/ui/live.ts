import { useFetchers, useNavigation, useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";

const EVERY_MS = 4_000;

/**
 * Reads the screen's figures again every few seconds while the document is seen, and when it comes back into sight.
 * Nothing flickers: what is shown stays until the new figures are there.
 * @param held while true nothing is read, so that a form keeps what it was filled from
 */
export function useLiveFigures(held = false): void {
  const { revalidate, state } = useRevalidator();
  const navigation = useNavigation();
  const fetchers = useFetchers();
  const busy =
    held ||
    state !== "idle" ||
    navigation.state !== "idle" ||
    fetchers.some((fetcher) => fetcher.state !== "idle");
  const latest = useRef({ busy, revalidate });
  latest.current = { busy, revalidate };
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === "visible" && !latest.current.busy) latest.current.revalidate();
    };
    const timer = setInterval(look, EVERY_MS);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, []);
}
