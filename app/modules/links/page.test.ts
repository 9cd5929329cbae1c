import { describe, expect, it } from "vitest";
import { movingOnPage } from "./page.ts";

describe("the page that moves on by itself", () => {
  it("moves on at once, and has a link for who does not let it", () => {
    const page = movingOnPage("https://casa-aurora.it/checkouts/1/recover?key=2&utm_source=whatsapp");
    const href = "https://casa-aurora.it/checkouts/1/recover?key=2&amp;utm_source=whatsapp";
    expect(page).toContain(`<meta http-equiv="refresh" content="0;url=${href}">`);
    expect(page).toContain(`<a href="${href}" rel="noreferrer">casa-aurora.it →</a>`);
  });

  it("lets no address out of its quotes", () => {
    const page = movingOnPage(`https://casa-aurora.it/?x="><script>alert('1')</script>`);
    expect(page).not.toContain("<script");
    expect(page).not.toContain("'1'");
  });
});
