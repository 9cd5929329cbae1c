import { globSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { parse as parseToml } from "smol-toml";
import { z } from "zod";

/** One UI extension as its folder describes it. */
export interface ExtensionSource {
  readonly folder: string;
  readonly handle: string;
  /** Name and description; `t:key` stands for a text of the locales. */
  readonly labels: readonly string[];
  /** Each target with the module, relative to the folder, whose default export renders it. */
  readonly targets: readonly { readonly target: string; readonly module: string }[];
  /** Keys of what a merchant can set in the checkout editor. */
  readonly settings: readonly string[];
  /** Whether it asks for `network_access`, without which Shopify gives it no `fetch`. */
  readonly networkAccess: boolean;
  /** Language → key → text. */
  readonly locales: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly defaultLocale: string;
}

const manifest = z.object({
  extensions: z.array(
    z.object({
      type: z.string(),
      handle: z.string(),
      name: z.string(),
      description: z.string().optional(),
      targeting: z.array(z.object({ module: z.string(), target: z.string() })).default([]),
      capabilities: z.object({ network_access: z.boolean().default(false) }).prefault({}),
      settings: z.object({ fields: z.array(z.object({ key: z.string() })).default([]) }).prefault({}),
    }),
  ),
});

const texts = z.record(z.string(), z.unknown());
const DEFAULT = ".default";

function readLocales(folder: string): Pick<ExtensionSource, "locales" | "defaultLocale"> {
  const names = readdirSync(join(folder, "locales")).map((file) => basename(file, ".json"));
  const defaults = names.filter((name) => name.endsWith(DEFAULT));
  const [first = ""] = defaults;
  if (defaults.length !== 1) throw new Error(`${folder}/locales: one file must end with ${DEFAULT}.json`);
  const read = (name: string) =>
    texts.parse(JSON.parse(readFileSync(join(folder, "locales", `${name}.json`), "utf8")));
  const locales = Object.fromEntries(names.map((name) => [name.replace(DEFAULT, ""), read(name)]));
  return { locales, defaultLocale: first.replace(DEFAULT, "") };
}

/**
 * The UI extensions below `root`/extensions, each from its shopify.extension.toml and its locales.
 * @throws where a file is not as Shopify's CLI expects it.
 */
export function readExtensions(root: string): ExtensionSource[] {
  return globSync(join(root, "extensions/*/shopify.extension.toml"))
    .sort()
    .flatMap((file) => {
      const folder = dirname(file);
      const { extensions } = manifest.parse(parseToml(readFileSync(file, "utf8")));
      return extensions
        .filter(({ type }) => type === "ui_extension")
        .map((extension) => ({
          folder,
          handle: extension.handle,
          labels: [extension.name, extension.description ?? ""],
          targets: extension.targeting,
          settings: extension.settings.fields.map(({ key }) => key),
          networkAccess: extension.capabilities.network_access,
          ...readLocales(folder),
        }));
    });
}
