import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bundleExtensions } from "./bundle.ts";

const toml = `
api_version = "2026-07"
[[extensions]]
name = "t:name"
handle = "greeting"
type = "ui_extension"
[[extensions.targeting]]
module = "./src/Greeting.ts"
target = "purchase.thank-you.block.render"
[extensions.capabilities]
network_access = true
[extensions.settings]
[[extensions.settings.fields]]
key = "consent_text"
type = "single_line_text_field"
name = "Text"
`;

let root: string;

function write(source: string): void {
  const folder = join(root, "extensions/greeting");
  mkdirSync(join(folder, "src"), { recursive: true });
  mkdirSync(join(folder, "locales"));
  writeFileSync(join(folder, "shopify.extension.toml"), toml);
  writeFileSync(join(folder, "src/Greeting.ts"), source);
  writeFileSync(join(folder, "locales/en.default.json"), '{"name":"Greeting"}');
  writeFileSync(join(folder, "locales/it.json"), '{"name":"Saluto"}');
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "cartwave-extensions-"));
});
afterEach(() => rmSync(root, { recursive: true }));

describe("bundling extensions", () => {
  it("hands the module of each target to shopify.extend, with the app's address built in", async () => {
    write("export default (name: string) => name + ' of ' + process.env.APP_URL;");
    const [greeting] = await bundleExtensions({ root, appUrl: "https://app.example/" });
    const extended: Record<string, (name: string) => string> = {};
    const extend = (target: string, render: (name: string) => string) => {
      extended[target] = render;
    };
    runInNewContext(greeting?.targets[0]?.script ?? "", { shopify: { extend } });
    expect(Object.keys(extended)).toEqual(["purchase.thank-you.block.render"]);
    expect(extended["purchase.thank-you.block.render"]?.("Greeting")).toBe("Greeting of https://app.example");
  });

  it("brings every language under its plain name, what the merchant typed, and the network access it asks for", async () => {
    write("export default () => undefined;");
    const settings = { greeting: { consent_text: "Hello" } };
    const [greeting] = await bundleExtensions({ root, appUrl: "http://localhost:3000", settings });
    expect(greeting).toMatchObject({
      handle: "greeting",
      locales: { en: { name: "Greeting" }, it: { name: "Saluto" } },
      settings: { consent_text: "Hello" },
      networkAccess: true,
    });
  });

  it.each([
    [
      "a script that Shopify would find too large",
      `export default () => ${JSON.stringify("a".repeat(70_000))};`,
      /Shopify takes/,
    ],
    [
      "a variable that nobody sets",
      "export default () => process.env.SECRET;",
      /nobody sets process\.env\.SECRET/,
    ],
    ["a module that does not compile", "export default () => {", /Unexpected end of file/],
  ])("refuses %s", async (_what, source, message) => {
    write(source);
    await expect(bundleExtensions({ root, appUrl: "https://app.example" })).rejects.toThrow(message);
  });

  it("refuses a setting that the extension does not have, and an address that is not of the web", async () => {
    write("export default () => undefined;");
    const settings = { greeting: { colour: "red" } };
    await expect(bundleExtensions({ root, appUrl: "https://app.example", settings })).rejects.toThrow(
      /colour/,
    );
    await expect(bundleExtensions({ root, appUrl: "ftp://app.example" })).rejects.toThrow(/not an address/);
  });

  it("builds the extensions of this project within Shopify's limit", async () => {
    const extensions = await bundleExtensions({ appUrl: "http://localhost:3000" });
    expect(extensions.map(({ handle, targets }) => [handle, targets.map(({ target }) => target)])).toEqual([
      ["checkout-opt-in", ["purchase.checkout.contact.render-after", "purchase.thank-you.block.render"]],
    ]);
  });
});
