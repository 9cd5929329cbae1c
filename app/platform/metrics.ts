import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** What the process counts; served at /metrics in Prometheus' format. No shop or person in a label. */
export interface Metrics {
  readonly registry: Registry;
  readonly deliveries: Counter<"source" | "outcome">;
  readonly processed: Counter<"source" | "outcome">;
  readonly messages: Counter<"purpose" | "outcome">;
  readonly sendSeconds: Histogram<"outcome">;
  readonly inboxWaiting: Gauge;
  readonly links: Counter<"outcome">;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    deliveries: new Counter({
      name: "cartwave_webhook_deliveries_total",
      help: "Webhook deliveries by source and answer",
      labelNames: ["source", "outcome"],
      registers,
    }),
    processed: new Counter({
      name: "cartwave_webhook_processed_total",
      help: "Deliveries processed from the inbox",
      labelNames: ["source", "outcome"],
      registers,
    }),
    messages: new Counter({
      name: "cartwave_messages_total",
      help: "Messages handed to Meta by purpose and outcome",
      labelNames: ["purpose", "outcome"],
      registers,
    }),
    sendSeconds: new Histogram({
      name: "cartwave_send_seconds",
      help: "Duration of a call to the messages endpoint",
      labelNames: ["outcome"],
      buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    inboxWaiting: new Gauge({
      name: "cartwave_inbox_waiting_bytes",
      help: "Bytes of deliveries that wait to be committed",
      registers,
    }),
    links: new Counter({
      name: "cartwave_links_opened_total",
      help: "Opened links of messages: tapped, lost (a tap that was not written), unwatched, looked_at, too_often",
      labelNames: ["outcome"],
      registers,
    }),
  };
}
