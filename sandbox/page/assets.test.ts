import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, expect, it } from "vitest";
import { createAssets } from "./assets.ts";

let folder: string | undefined;
afterEach(() => {
  if (folder) rmSync(folder, { recursive: true });
});

it("serves a script also out of a folder with a space and an umlaut in its name", async () => {
  folder = mkdtempSync(join(tmpdir(), "meine Übung "));
  writeFileSync(join(folder, "entry.ts"), 'const word: string = "ready"; console.log(word);');
  const assets = createAssets({ "entry.js": { file: pathToFileURL(join(folder, "entry.ts")) } });
  const answer = await assets.request("/entry.js");
  expect(answer.headers.get("content-type")).toContain("text/javascript");
  expect(await answer.text()).toContain('"ready"');
});
