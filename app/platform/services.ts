import type { Clock, ShopClock } from "./clock.ts";
import type { SecretBox } from "./crypto.ts";
import type { Database } from "./database/index.ts";
import type { Env } from "./env.ts";
import type { Log } from "./log.ts";
import type { Mailer } from "./mail.ts";
import type { Metrics } from "./metrics.ts";
import type { Observer } from "./observer.ts";
import type { Signals } from "./signals.ts";

/** What any part of the app may need; made once per process, in server/. */
export interface PlatformServices {
  readonly env: Env;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly database: Database;
  readonly systemTime: Clock;
  readonly shopTime: ShopClock;
  readonly secrets: SecretBox;
  readonly observer: Observer;
  readonly signals: Signals;
  /** Absent where no mail server is set: then merchants get no mail. */
  readonly mailer?: Mailer | undefined;
  /** Names this process in leases. */
  readonly processId: string;
}
