import { AsyncLocalStorage } from "node:async_hooks";
import { pino } from "pino";
import type { Env } from "./env.ts";

/** Ids that travel into every line logged while `withLogContext` runs. No personal data. */
export interface LogContext {
  readonly shopId?: string;
  readonly messageId?: string;
  readonly deliveryId?: string;
  readonly requestId?: string;
}

export interface Log {
  debug(fields: object, text: string): void;
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

const context = new AsyncLocalStorage<LogContext>();

/** Runs `work` with these ids added to each of its log lines. */
export function withLogContext<T>(ids: LogContext, work: () => T): T {
  return context.run({ ...context.getStore(), ...ids }, work);
}

export function createLog(level: Env["LOG_LEVEL"]): Log {
  return pino({
    level,
    base: null,
    mixin: () => ({ ...context.getStore() }),
    redact: {
      paths: [
        "*.accessToken",
        "*.refreshToken",
        "*.phone",
        "*.email",
        "*.authorization",
        "accessToken",
        "phone",
        "email",
      ],
      censor: "[redacted]",
    },
    serializers: { err: describeError },
  });
}

/** An error as fields that hold no personal data: vendors echo numbers in their messages. */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { text: "not an Error" };
  return {
    name: error.name,
    message: withoutPersonalData(error.message),
    // A stack begins with the message again: only its frames are of use.
    stack: error.stack
      ?.split("\n")
      .filter((line) => /^\s+at /.test(line))
      .join("\n"),
  };
}

/** A text without e-mail addresses and without digits that may be a phone number, an id or a key. */
export function withoutPersonalData(text: string): string {
  return text
    .replaceAll(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, "[e-mail]")
    .replaceAll(/\+?\d[\d ().-]{5,}\d/g, "[digits]");
}
