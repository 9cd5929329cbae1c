import { join } from "node:path";
import { build } from "esbuild";
import type { DeployedExtension } from "#sandbox/kernel/deployment.ts";
import { type ExtensionSource, readExtensions } from "./manifest.ts";

/**
 * Shopify refuses a UI extension whose compiled script is larger. Source: shopify.dev, "Checkout UI extensions",
 * 64 KB for all targets together.
 */
export const MAX_SCRIPT_BYTES = 64 * 1024;

/** By handle, then by key: what a merchant typed in the checkout editor. */
export type ExtensionSettings = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface BundleOptions {
  /** Address of the app, built in as `process.env.APP_URL`. */
  readonly appUrl: string;
  readonly settings?: ExtensionSettings;
  /** Folder that holds `extensions/`; this project by default. */
  readonly root?: string;
}

const project = join(import.meta.dirname, "../../..");

/** The address as extensions append their paths to it. */
function withoutSlash(appUrl: string): string {
  const { protocol, href } = new URL(appUrl);
  if (protocol !== "https:" && protocol !== "http:")
    throw new Error(`${appUrl} is not an address of the web`);
  return href.replace(/\/+$/, "");
}

/**
 * One script for some of an extension's targets, as Shopify's CLI makes it (Shopify/cli, packages/app:
 * services/extensions/bundle.ts and specifications/ui_extension.ts): each module's default export is handed to
 * `shopify.extend`, the tsconfig.json of the extension decides on JSX, `process.env.…` is replaced.
 */
async function scriptOf(
  extension: ExtensionSource,
  targets: ExtensionSource["targets"],
  appUrl: string,
): Promise<string> {
  const contents = targets
    .map(({ module, target }, index) => {
      const [from, name] = [JSON.stringify(module), JSON.stringify(target)];
      return `import Target_${index} from ${from};shopify.extend(${name}, (...args) => Target_${index}(...args));`;
    })
    .join("\n");
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: extension.folder, loader: "tsx" },
    absWorkingDir: extension.folder,
    bundle: true,
    write: false,
    format: "iife",
    minify: true,
    target: "es6",
    jsx: "automatic",
    legalComments: "none",
    logLevel: "silent",
    loader: { ".esnext": "ts", ".js": "jsx" },
    resolveExtensions: [".tsx", ".ts", ".js", ".json", ".esnext", ".mjs", ".ejs"],
    define: {
      "process.env.NODE_ENV": '"production"',
      "process.env.APP_URL": JSON.stringify(appUrl),
    },
  });
  return outputFiles[0]?.text ?? "";
}

/** What Shopify would refuse, or what would only break in front of a shopper. */
function refuse(extension: ExtensionSource, whole: string): void {
  const bytes = Buffer.byteLength(whole);
  if (bytes >= MAX_SCRIPT_BYTES)
    throw new Error(`${extension.handle}: its script has ${bytes} bytes, Shopify takes ${MAX_SCRIPT_BYTES}`);
  // What was not replaced is read from a `process` that does not exist in checkout.
  const [variable] = /process\.env\.\w+/.exec(whole) ?? [];
  if (variable) throw new Error(`${extension.handle}: nobody sets ${variable}`);
}

function settingsOf(extension: ExtensionSource, typed: ExtensionSettings): Readonly<Record<string, string>> {
  const values = typed[extension.handle] ?? {};
  const unknown = Object.keys(values).filter((key) => !extension.settings.includes(key));
  if (unknown.length > 0) throw new Error(`${extension.handle} has no setting ${unknown.join(", ")}`);
  return values;
}

async function bundle(extension: ExtensionSource, options: BundleOptions): Promise<DeployedExtension> {
  const appUrl = withoutSlash(options.appUrl);
  refuse(extension, await scriptOf(extension, extension.targets, appUrl));
  const targets = extension.targets.map(async (one) => ({
    target: one.target,
    script: await scriptOf(extension, [one], appUrl),
  }));
  return {
    handle: extension.handle,
    targets: await Promise.all(targets),
    settings: settingsOf(extension, options.settings ?? {}),
    locales: extension.locales,
    networkAccess: extension.networkAccess,
  };
}

/**
 * Every UI extension of the project, ready to be deployed: a script per target, locales and settings. Shopify has no
 * default values for settings: what no merchant typed is absent.
 * @throws when an extension cannot be built, is too large, or reads a variable that nobody sets.
 */
export async function bundleExtensions(options: BundleOptions): Promise<DeployedExtension[]> {
  const extensions = readExtensions(options.root ?? project);
  return Promise.all(extensions.map((extension) => bundle(extension, options)));
}
