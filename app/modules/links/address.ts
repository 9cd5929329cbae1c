/**
 * Where a link leads now: its target, with what tells the shop's own analytics where the visit came from. What stands in
 * the address already stays.
 * @param campaign null where nothing is to be told
 * @returns undefined for an address that no browser should be led to, such as one of a script
 */
export function addressOf(target: string, campaign: string | null): string | undefined {
  const url = URL.parse(target);
  if (url?.protocol !== "https:" && url?.protocol !== "http:") return undefined;
  if (campaign === null) return target;
  const values = { utm_source: "whatsapp", utm_medium: "message", utm_campaign: campaign };
  for (const [name, value] of Object.entries(values)) {
    if (!url.searchParams.has(name)) url.searchParams.set(name, value);
  }
  return url.href;
}
