import { createTransport } from "nodemailer";
import type { Env } from "./env.ts";

/** A mail of plain text. */
export interface OutgoingMail {
  /** The same at each try, so that a mail server or a reader can tell a second copy. */
  readonly id: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
}

export type MailResult =
  /** `refused`: addresses that the server did not take, while it took others. */
  | { readonly ok: true; readonly refused: readonly string[] }
  /** `refused` is for good: these addresses, or this mail, are not taken. */
  | { readonly ok: false; readonly refused: boolean; readonly detail: string };

/** Hands mails to the mail server. One per process. */
export interface Mailer {
  send(mail: OutgoingMail): Promise<MailResult>;
  close(): void;
}

const CONNECT_MS = 10_000;
const SILENCE_MS = 20_000;

/** Errors about the mail itself; others (no connection, no login) say nothing of it. */
const ABOUT_THE_MAIL = new Set(["EENVELOPE", "EMESSAGE"]);

function failure(error: unknown): MailResult {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  const refused = ABOUT_THE_MAIL.has(code ?? "") && (responseCode ?? 0) >= 500;
  return { ok: false, refused, detail: [code, responseCode].filter(Boolean).join(" ") || "no answer" };
}

/** @returns undefined where the environment names no mail server */
export function createMailer(env: Pick<Env, "SMTP_URL" | "MAIL_FROM" | "APP_URL">): Mailer | undefined {
  const { SMTP_URL: url, MAIL_FROM: from, APP_URL: app } = env;
  if (!url || !from) return undefined;
  const transport = createTransport({
    url,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
  });
  const { hostname } = new URL(app);
  return {
    async send({ id, to, subject, text }) {
      try {
        const { rejected } = await transport.sendMail({
          from,
          to: [...to],
          subject,
          text,
          messageId: `<${id}@${hostname}>`,
          // RFC 3834: nobody's out-of-office answers it.
          headers: { "Auto-Submitted": "auto-generated" },
        });
        return { ok: true, refused: rejected.map(String) };
      } catch (error) {
        return failure(error);
      }
    },
    close: () => transport.close(),
  };
}
