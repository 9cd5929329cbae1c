interface Metric {
  readonly id: string;
  readonly name: "LCP" | "CLS" | "INP" | "FCP" | "TTFB";
  readonly value: number;
}

export type VitalsCallback = (report: { readonly metrics: readonly Metric[] }) => void | Promise<void>;

interface LayoutShift extends PerformanceEntry {
  readonly value: number;
  readonly hadRecentInput: boolean;
}

function isLayoutShift(entry: PerformanceEntry): entry is LayoutShift {
  return "hadRecentInput" in entry && "value" in entry;
}

function observe(type: string, seen: (entry: PerformanceEntry) => void): void {
  if (!PerformanceObserver.supportedEntryTypes.includes(type)) return;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen(entry);
  }).observe({ type, buffered: true });
}

/**
 * Shopify's measures of an embedded page, in milliseconds (CLS without unit), reported when the page is hidden, as
 * the last values only then are known. CLS is the largest sum within windows of five seconds with gaps under one.
 */
export function measureVitals(): { onReport(callback: VitalsCallback | null): Promise<void> } {
  const values = new Map<Metric["name"], number>();
  let callback: VitalsCallback | null = null;
  let reported = "";
  let shifts = { from: 0, until: 0, sum: 0 };

  observe("largest-contentful-paint", (entry) => values.set("LCP", entry.startTime));
  observe("paint", (entry) => {
    if (entry.name === "first-contentful-paint") values.set("FCP", entry.startTime);
  });
  observe("layout-shift", (entry) => {
    if (!isLayoutShift(entry) || entry.hadRecentInput) return;
    const at = entry.startTime;
    const sameWindow = at - shifts.until < 1000 && at - shifts.from < 5000;
    shifts = {
      from: sameWindow ? shifts.from : at,
      until: at,
      sum: sameWindow ? shifts.sum + entry.value : entry.value,
    };
    values.set("CLS", Math.max(values.get("CLS") ?? 0, shifts.sum));
  });
  observe("event", (entry) => {
    if ("interactionId" in entry && Number(entry.interactionId) > 0) {
      values.set("INP", Math.max(values.get("INP") ?? 0, entry.duration));
    }
  });
  observe("navigation", (entry) => {
    if (entry instanceof PerformanceNavigationTiming) values.set("TTFB", entry.responseStart);
  });

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden" || callback === null) return;
    if (!values.has("CLS")) values.set("CLS", 0);
    const metrics = [...values].map(([name, value]) => ({ id: crypto.randomUUID(), name, value }));
    const fingerprint = JSON.stringify([...values]);
    if (fingerprint === reported) return;
    reported = fingerprint;
    void callback({ metrics });
  });
  return {
    async onReport(next) {
      callback = next;
    },
  };
}
