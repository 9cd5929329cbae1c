import { describe, expect, it } from "vitest";
import { html, page, pageFacts } from "./markup.ts";

const hostile = `</script><img src=x onerror="alert('1')">`;

describe("a page of the sandbox", () => {
  it("escapes what people typed, in text and in attributes", async () => {
    const text = String(await html`<p title="${hostile}">${hostile}</p>`);
    expect(text).not.toContain("<img");
    expect(text).not.toContain('"alert');
  });

  it("escapes within lists", async () => {
    expect(String(await html`<ul>${["<b>"].map((one) => html`<li>${one}</li>`)}</ul>`)).toBe(
      "<ul><li>&lt;b&gt;</li></ul>",
    );
  });

  it("keeps facts for scripts inside their block, and readable", async () => {
    const block = String(await pageFacts("facts", { name: hostile }));
    expect(block.match(/<\/script>/g)).toHaveLength(1);
    const json = block.replace(/^<script[^>]*>/, "").replace(/<\/script>$/, "");
    expect(JSON.parse(json)).toEqual({ name: hostile });
  });

  it("carries a title that can't end it", async () => {
    const text = String(await page({ language: "en", title: "</title><b>", styles: [] }, html`<p>x</p>`));
    expect(text).not.toContain("<b>");
  });
});
