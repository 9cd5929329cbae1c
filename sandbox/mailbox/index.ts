import type { AddressInfo } from "node:net";
import { Hono } from "hono";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import type { World } from "#sandbox/kernel/world.ts";
import { languageOf } from "#sandbox/page/language.ts";
import { mailboxPage } from "./page.ts";

/** A mail that came, as text: what else it holds is not shown. */
export interface ReceivedMail {
  readonly messageId: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  /** Shop time, ISO 8601. */
  readonly at: string;
}

/** A mail server for this machine alone: sends nothing on, and takes everything but for addresses of {@link NOBODY}. */
export interface Mailbox {
  readonly routes: Hono;
  readonly port: number;
  reset(): void;
  stop(): Promise<void>;
}

/** Beyond so many the oldest are forgotten. */
const KEPT = 200;
const MAX_BYTES = 1024 * 1024;
/** Whose addresses are refused with 550, as those of people who left are. */
const NOBODY = "@refused.example";

/** @param port 0 takes a free one @throws NodeJS.ErrnoException with EADDRINUSE where it is taken */
export async function createMailbox(world: World, port: number): Promise<Mailbox> {
  const mails: ReceivedMail[] = [];
  let down = false;

  const server = new SMTPServer({
    authOptional: true,
    // Its certificate would be nobody's: what stays on the machine goes in the clear.
    disabledCommands: ["AUTH", "STARTTLS"],
    size: MAX_BYTES,
    onConnect(_session, done) {
      done(down ? Object.assign(new Error("The mailbox is down"), { responseCode: 421 }) : null);
    },
    onRcptTo({ address }, _session, done) {
      const isRefused = address.toLowerCase().endsWith(NOBODY);
      done(isRefused ? Object.assign(new Error("No such user here"), { responseCode: 550 }) : null);
    },
    onData(stream, session, done) {
      simpleParser(stream, { skipImageLinks: true })
        .then((mail) => {
          mails.push({
            messageId: mail.messageId ?? "",
            from: mail.from?.text ?? "",
            to: session.envelope.rcptTo.map(({ address }) => address),
            subject: mail.subject ?? "",
            text: mail.text ?? "",
            at: world.clock.now().toISOString(),
          });
          if (mails.length > KEPT) mails.shift();
          done();
        })
        .catch(done);
    },
  });
  // A client that hangs up is no fault of the sandbox.
  server.on("error", () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.server.once("error", reject);
    server.listen(port, "localhost", () => resolve());
  });

  const routes = new Hono();
  routes.get("/", (context) =>
    context.html(mailboxPage(mails, languageOf(context, "locale", "stage_locale"))),
  );
  routes.get("/mails", (context) => context.json(mails));
  routes.post("/down", async (context) => {
    const body: unknown = await context.req.json().catch(() => ({}));
    down = typeof body === "object" && body !== null && "down" in body ? body.down === true : true;
    return context.json({ down });
  });
  return {
    routes,
    port: (server.server.address() as AddressInfo).port,
    reset() {
      mails.length = 0;
      down = false;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
