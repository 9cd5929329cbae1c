import { describe, expect, it } from "vitest";
import { visitorOf, type Way } from "./visitor.ts";

const ANDROID =
  "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0.0.0 Mobile Safari/537.36";
const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1";

const visitor = (headers: Readonly<Record<string, string>>, way: Way = "direct") =>
  visitorOf((name) => headers[name], way);

describe("who opens a link", () => {
  it.each([ANDROID, IPHONE, "Mozilla/5.0 (Linux; Android 15; CUBOT X90) Chrome/147.0 Mobile", "Mozilla/5.0"])(
    "is a shopper with %s",
    (name) => expect(visitor({ "user-agent": name })).toBe("shopper"),
  );

  it.each([
    "WhatsApp/2.26.1 A",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "meta-externalagent/1.1",
    "TelegramBot (like TwitterBot)",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (Windows NT 10.0) SkypeUriPreview Preview/0.5",
    "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "curl/8.11.0",
    "python-requests/2.32",
  ])("is a program with %s", (name) => expect(visitor({ "user-agent": name })).toBe("program"));

  it.each(["sec-purpose", "purpose", "x-moz"])("is a program that loads ahead, by %s", (name) => {
    expect(visitor({ "user-agent": ANDROID, [name]: "prefetch;prerender" })).toBe("program");
  });

  it("is a shopper whose proxy drops the name or puts its own there, and nobody who has none", () => {
    expect(visitor({}, "proxied")).toBe("shopper");
    expect(visitor({ "user-agent": "Ruby" }, "proxied")).toBe("shopper");
    expect(visitor({}, "direct")).toBe("program");
    expect(visitor({ "user-agent": "WhatsApp/2.26.1 A" }, "proxied")).toBe("program");
  });

  it.each(["sec-gpc", "dnt"])("is not followed where %s says so", (name) => {
    expect(visitor({ "user-agent": ANDROID, [name]: "1" })).toBe("unwatched");
    expect(visitor({ "user-agent": ANDROID, [name]: "0" })).toBe("shopper");
  });
});
