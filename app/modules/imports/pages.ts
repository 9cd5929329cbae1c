import { z } from "zod";
import type { Services } from "#app/integrations/services.ts";
import type { ShopifyProblem } from "#app/integrations/shopify/index.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import type { ShopId } from "#app/platform/ids.ts";

export type ImportResult =
  | { readonly ok: true; readonly saved: number }
  | { readonly ok: false; readonly saved: number; readonly problem: ShopifyProblem };

/** One page of a connection of the Admin API. */
export function page<Node extends z.ZodType>(node: Node) {
  return z.object({
    nodes: z.array(node),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
  });
}

interface Connection<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null | undefined };
}

interface Pages<Data, Node> {
  readonly document: string;
  readonly variables: object;
  readonly shape: z.ZodType<Data>;
  readonly connection: (data: Data) => Connection<Node>;
  readonly save: (tx: Transaction, node: Node) => Promise<void>;
}

/** 10,000 objects at 50 a page; what is beyond comes with the bulk synchronisation. */
const MOST_PAGES = 200;

/** Walks a connection page by page, each saved in a transaction of its own. Repeating it changes nothing. */
export async function importPages<Data, Node>(
  services: Pick<Services, "admin" | "database">,
  shopId: ShopId,
  pages: Pages<Data, Node>,
): Promise<ImportResult> {
  let saved = 0;
  let after: string | null = null;
  for (let count = 0; count < MOST_PAGES; count++) {
    const asked = await services
      .admin(shopId)
      .query(pages.document, { ...pages.variables, after }, pages.shape);
    if (!asked.ok) return { ok: false, saved, problem: asked.problem };
    const { nodes, pageInfo } = pages.connection(asked.value);
    await services.database.transaction(shopId, async (tx) => {
      for (const node of nodes) await pages.save(tx, node);
    });
    saved += nodes.length;
    if (!pageInfo.hasNextPage || !pageInfo.endCursor) break;
    after = pageInfo.endCursor;
  }
  return { ok: true, saved };
}
