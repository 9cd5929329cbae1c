import { createHash } from "node:crypto";
import { countryOf } from "./countries.ts";

/** Somebody with WhatsApp on a phone. */
export interface Person {
  /** Business-scoped user id: the same for all numbers of a portfolio, and never another's. */
  readonly userId: string;
  /** E.164; absent for somebody who goes by a username. */
  readonly number: string | undefined;
  readonly username: string | undefined;
  profileName: string;
  language: "en" | "it";
  /** A number that nobody uses WhatsApp with. */
  onWhatsApp: boolean;
  /** A phone that is off gets nothing until it is on again. */
  online: boolean;
}

/** How webhooks and answers name a number: without its plus. */
export function waIdOf(person: Person): string | undefined {
  return person.number?.slice(1);
}

/** Meta's form: the country, a dot, twenty digits. Made from the number, so that it is the same in every run. */
function userIdOf(number: string): string {
  const hex = createHash("sha1").update(number).digest("hex");
  const digits = BigInt(`0x${hex.slice(0, 17)}`)
    .toString()
    .padStart(20, "1")
    .slice(-20);
  return `${countryOf(number)}.${digits}`;
}

const KNOWN: readonly Pick<Person, "number" | "profileName" | "language">[] = [
  { number: "+393331234567", profileName: "Giulia", language: "it" },
  { number: "+393401112223", profileName: "Marco Bianchi", language: "it" },
  { number: "+4915123456789", profileName: "Hannah", language: "en" },
];

/** The person of the tests who has a username instead of a number. */
export const USERNAME_USER_ID = "ES.20000000000000000002";

/** Everybody who has WhatsApp: whoever is written to, or writes, is there from then on. */
export class People {
  #byNumber = new Map<string, Person>();
  #byUserId = new Map<string, Person>();

  constructor() {
    this.reset();
  }

  reset(): void {
    this.#byNumber.clear();
    this.#byUserId.clear();
    for (const one of KNOWN) {
      if (one.number) Object.assign(this.ofNumber(one.number), one);
    }
    this.#keep({
      userId: USERNAME_USER_ID,
      number: undefined,
      username: "lucia.casa",
      profileName: "Lucía",
      language: "en",
      onWhatsApp: true,
      online: true,
    });
  }

  /** @param number E.164 */
  ofNumber(number: string): Person {
    return (
      this.#byNumber.get(number) ??
      this.#keep({
        userId: userIdOf(number),
        number,
        username: undefined,
        profileName: number,
        language: number.startsWith("+39") ? "it" : "en",
        onWhatsApp: true,
        online: true,
      })
    );
  }

  ofUserId(userId: string): Person | undefined {
    return this.#byUserId.get(userId);
  }

  all(): Person[] {
    return [...this.#byUserId.values()];
  }

  /** By a number in E.164 or a user id. */
  find(name: string): Person | undefined {
    return name.startsWith("+") ? this.ofNumber(name) : this.ofUserId(name);
  }

  #keep(person: Person): Person {
    if (person.number) this.#byNumber.set(person.number, person);
    this.#byUserId.set(person.userId, person);
    return person;
  }
}
