import { randomBytes, randomInt } from "node:crypto";
import type { Directory, PhoneNumber } from "../directory.ts";

/** A code lives so long. Source: Meta, "Embedded Signup, Implementation". Milliseconds of the machine. */
const CODE_LIVES_MS = 30_000;

/** How a person ends the dialog. */
export type Ended =
  | { readonly how: "finish" | "finish_in_app"; readonly number: string; readonly name: string }
  | { readonly how: "finish_without_number"; readonly name: string }
  | { readonly how: "cancel"; readonly step: string }
  | { readonly how: "error" };

/** What the page that opened the dialog is told, and the code for its server where the person finished. */
export interface Told {
  readonly message: object;
  readonly code: string | undefined;
}

interface Code {
  readonly token: string;
  readonly expiresAt: number;
  used: boolean;
}

const newId = () => `${randomInt(100_000_000, 999_999_999)}${randomInt(100_000, 999_999)}`;

/** What people do in the dialog of Embedded Signup, and the codes that come of it. */
export class Logins {
  readonly #directory: Directory;
  readonly #codes = new Map<string, Code>();

  constructor(directory: Directory) {
    this.#directory = directory;
  }

  reset(): void {
    this.#codes.clear();
  }

  /** The business has done something in the dialog: what is new is there from now on. */
  end(ended: Ended): Told {
    switch (ended.how) {
      case "cancel":
        return told("CANCEL", { current_step: ended.step });
      case "error":
        return told("CANCEL", {
          error_message: "Your business can't add more phone numbers right now.",
          error_id: "524126",
          session_id: newId(),
          timestamp: String(Math.floor(Date.now() / 1_000)),
        });
      case "finish_without_number": {
        const waba = this.#directory.addWaba(newId(), ended.name);
        const data = { waba_id: waba.id, business_id: waba.portfolio.id };
        return told("FINISH_ONLY_WABA", data, this.#codeFor(waba.id));
      }
      default: {
        const inApp = ended.how === "finish_in_app";
        const { id, waba } = this.#numberOf(ended.number, ended.name, inApp);
        // Of a number that stays in the app the id may be missing.
        const phone = inApp ? {} : { phone_number_id: id };
        return told(
          inApp ? "FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING" : "FINISH",
          { ...phone, waba_id: waba.id, business_id: waba.portfolio.id },
          this.#codeFor(waba.id),
        );
      }
    }
  }

  /** Trades a code for a token. @returns what is wrong with it instead */
  trade(code: string): { token: string } | "unknown" | "used" | "expired" {
    const known = this.#codes.get(code);
    if (!known) return "unknown";
    if (known.used) return "used";
    if (known.expiresAt < Date.now()) return "expired";
    known.used = true;
    return { token: known.token };
  }

  /** Makes the codes that are out too old, as waiting would. */
  expire(): void {
    for (const [code, known] of this.#codes) this.#codes.set(code, { ...known, expiresAt: 0 });
  }

  #numberOf(number: string, verifiedName: string, onBusinessApp: boolean): PhoneNumber {
    const known = [...this.#directory.numbers.values()].find((one) => one.number === number);
    if (known) return known;
    const ids = { phoneNumberId: newId(), wabaId: newId() };
    return this.#directory.addNumber({
      ...{ ...ids, number, verifiedName, onBusinessApp },
      registered: onBusinessApp,
    });
  }

  #codeFor(wabaId: string): string {
    const token = `sandbox-business-token-${randomBytes(12).toString("hex")}`;
    this.#directory.addToken(token, { wabaIds: [wabaId] });
    const code = `sandbox-code-${randomBytes(18).toString("base64url")}`;
    this.#codes.set(code, { token, expiresAt: Date.now() + CODE_LIVES_MS, used: false });
    return code;
  }
}

function told(event: string, data: object, code?: string): Told {
  return { message: { type: "WA_EMBEDDED_SIGNUP", event, version: "4", data }, code };
}
