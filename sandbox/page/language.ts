import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";

/** The languages that the sandbox's own pages speak. */
export type Language = "en" | "it";

const languages: readonly Language[] = ["en", "it"];

/**
 * The language of a request: what its `parameter` asks for (and is then remembered in `cookie`), what was
 * remembered, what the browser prefers, English.
 */
export function languageOf(c: Context, parameter: string, cookie: string): Language {
  const asked = known(c.req.query(parameter));
  if (asked) {
    setCookie(c, cookie, asked, { path: "/", sameSite: "Lax", maxAge: 31_536_000 });
    return asked;
  }
  return known(getCookie(c, cookie)) ?? known(c.req.header("Accept-Language")) ?? "en";
}

function known(value: string | undefined): Language | undefined {
  const first = value?.trim().slice(0, 2).toLowerCase();
  return languages.find((language) => language === first);
}
