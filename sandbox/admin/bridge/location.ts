import type { Connection } from "./connection.ts";

/** Parameters that the admin puts into the frame's address, and that its own address does not show. */
const ofTheFrame = [
  "embedded",
  "hmac",
  "host",
  "id_token",
  "locale",
  "session",
  "shop",
  "timestamp",
  "shopify-reload",
];

function path(): string {
  const url = new URL(window.location.href);
  for (const name of ofTheFrame) url.searchParams.delete(name);
  return `${url.pathname}${url.search}${url.hash}`;
}

/** Keeps the admin's address bar at the app's page, whoever changed it. */
export function reportLocation(
  connection: Connection,
  browserHistory: Pick<History, "pushState" | "replaceState">,
): void {
  let last = "";
  const report = (): void => {
    const now = path();
    if (now === last) return;
    last = now;
    void connection.call("location", { path: now });
  };
  history.pushState = (...change) => {
    browserHistory.pushState.apply(history, change);
    report();
  };
  history.replaceState = (...change) => {
    browserHistory.replaceState.apply(history, change);
    report();
  };
  window.addEventListener("popstate", report);
  report();
}

export function currentPath(): string {
  return path();
}
