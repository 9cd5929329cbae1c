import type { MetaClient } from "#app/integrations/meta/index.ts";
import type { AdminClient } from "#app/integrations/shopify/index.ts";

/** An account of Meta's to hold the Graph client against; the sandbox's or a real test number's. */
export interface GraphSubject {
  readonly meta: MetaClient;
  readonly token: string;
  readonly wabaId: string;
  readonly phoneNumberId: string;
  /** E.164 of a phone that may be written to; undefined: nothing is sent. */
  readonly recipient: string | undefined;
  /** Whether texts may be made and deleted there. */
  readonly mayWrite: boolean;
}

/** A shop to hold the Admin client against; the sandbox's or a development shop. */
export interface AdminSubject {
  readonly admin: AdminClient;
  /** The same shop with a token that Shopify never gave. */
  readonly stranger: AdminClient;
}

/** One thing that a client relies on. It throws, in words, where the platform behaves otherwise. */
export interface Contract<Subject> {
  readonly name: string;
  /** What it takes beyond reading; a contract that lacks it is not covered, and said so. */
  readonly needs?: "write" | "recipient";
  run(subject: Subject): Promise<void>;
}

/** A broken contract. */
export class Broken extends Error {
  override readonly name = "Broken";
}

export function expectThat(condition: boolean, otherwise: string): asserts condition {
  if (!condition) throw new Broken(otherwise);
}
