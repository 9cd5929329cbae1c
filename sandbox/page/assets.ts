import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { Hono } from "hono";

/** A stylesheet as it is, or a TypeScript entry that becomes one classic script. */
export interface Asset {
  readonly file: URL;
  /** For a script: another origin's page may load it. */
  readonly shared?: boolean;
}

interface Made {
  readonly text: string;
  readonly type: string;
  readonly etag: string;
}

async function make(file: URL): Promise<Made> {
  const script = file.pathname.endsWith(".ts");
  const text = script ? await bundle(file) : await readFile(file, "utf8");
  return {
    text,
    type: script ? "text/javascript; charset=utf-8" : "text/css; charset=utf-8",
    etag: `"${createHash("sha256").update(text).digest("base64url").slice(0, 22)}"`,
  };
}

/** One browser script out of a TypeScript entry and what it imports. */
export async function bundle(entry: URL): Promise<string> {
  const built = await build({
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    write: false,
    logLevel: "silent",
  });
  return built.outputFiles[0]?.text ?? "";
}

/** Serves the named assets; each is made at its first request and kept, and revalidated by its ETag. */
export function createAssets(assets: Readonly<Record<string, Asset>>): Hono {
  const routes = new Hono();
  for (const [name, asset] of Object.entries(assets)) {
    let making: Promise<Made> | undefined;
    routes.get(`/${name}`, async (c) => {
      making ??= make(asset.file);
      const made = await making;
      c.header("Cache-Control", "no-cache");
      c.header("ETag", made.etag);
      if (asset.shared) {
        c.header("Access-Control-Allow-Origin", "*");
        c.header("Cross-Origin-Resource-Policy", "cross-origin");
      }
      if (c.req.header("If-None-Match") === made.etag) return c.body(null, 304);
      c.header("Content-Type", made.type);
      return c.body(made.text);
    });
  }
  return routes;
}
