import { useSearchParams } from "@remix-run/react";
import { useState } from "react";

/** Where an export stands; `tooMany`: more than one file holds. */
export type ExportState = "idle" | "working" | "tooMany" | "failed";

function save(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser reads the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/**
 * Saves what the list shows as a file. It is fetched rather than linked to: App Bridge signs the merchant in on a fetch.
 */
export function useExport(view: string) {
  const [params] = useSearchParams();
  const [state, setState] = useState<ExportState>("idle");
  async function start(): Promise<void> {
    setState("working");
    try {
      const answer = await fetch(`/app/messages/export?${params}`);
      if (answer.ok) save(await answer.blob(), `cartwave-messages-${view}.csv`);
      setState(answer.ok ? "idle" : answer.status === 413 ? "tooMany" : "failed");
    } catch {
      setState("failed");
    }
  }
  return { state, start: () => void start(), dismiss: () => setState("idle") };
}
