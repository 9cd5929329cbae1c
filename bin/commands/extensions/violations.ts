import type { DeployedExtension } from "#sandbox/kernel/deployment.ts";
import type { ExtensionSource } from "./manifest.ts";

/** `{{names}}` that a text wants filled in. */
const gapsIn = (text: unknown) => [...String(text).matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

function violationsOfLocale(extension: ExtensionSource, locale: string): string[] {
  const standard = extension.locales[extension.defaultLocale] ?? {};
  const texts = extension.locales[locale] ?? {};
  const keys = [...new Set([...Object.keys(standard), ...Object.keys(texts)])].sort();
  return keys.flatMap((key) => {
    if (!(key in texts)) return [`${extension.handle}: ${locale} lacks "${key}"`];
    if (!(key in standard)) return [`${extension.handle}: only ${locale} has "${key}"`];
    if (typeof texts[key] !== "string" || texts[key].trim() === "")
      return [`${extension.handle}: "${key}" in ${locale} is no text`];
    return gapsIn(texts[key]).join() === gapsIn(standard[key]).join()
      ? []
      : [`${extension.handle}: "${key}" in ${locale} has other gaps than in ${extension.defaultLocale}`];
  });
}

/**
 * What is wrong with an extension's description, empty for a good one.
 * @param known the targets that Shopify has (contracts/shopify/ui-targets.txt).
 */
export function violationsOf(extension: ExtensionSource, known: ReadonlySet<string>): string[] {
  const { handle, targets, locales, defaultLocale } = extension;
  const found = Object.keys(locales).flatMap((locale) => violationsOfLocale(extension, locale));
  if (targets.length === 0) found.push(`${handle}: has no target`);
  for (const { target } of targets) {
    if (!known.has(target)) found.push(`${handle}: Shopify has no target ${target}`);
    if (targets.filter((one) => one.target === target).length > 1) found.push(`${handle}: ${target} twice`);
  }
  for (const label of extension.labels) {
    const key = label.startsWith("t:") ? label.slice(2) : undefined;
    if (key !== undefined && !(key in (locales[defaultLocale] ?? {})))
      found.push(`${handle}: ${label} is not among its texts`);
  }
  return found;
}

/** `fetch(…)`, also of the global object, and not a method of that name of something else. */
const FETCH = /(?<![.\w$])(?:(?:self|window|globalThis)\.)?fetch\s*\(/;

/** What is wrong with an extension's bundle, empty for a good one. */
export function violationsOfBundle({ handle, networkAccess, targets }: DeployedExtension): string[] {
  if (networkAccess) return [];
  return targets
    .filter(({ script }) => FETCH.test(script))
    .map(({ target }) => `${handle}: ${target} calls fetch, but its toml asks for no network_access`);
}
