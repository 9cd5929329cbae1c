import type { FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { SEED } from "#sandbox/meta/directory.ts";
import { hearing } from "./awake.ts";
import { type LocalShop, startLocalShop } from "./local-shop.ts";

/** A page of the admin with the app in its frame, there while a story's tests run. */
interface AdminPage {
  shop: LocalShop;
  page: Page;
  app: FrameLocator;
}

/**
 * Starts a shop before the tests of a story, with one page of the admin, and stops it after them.
 * @returns what is there once they run, and how to call the sandbox, and to open a screen in Italian and wait until it hears
 */
export function adminPage(address: { readonly DATABASE_URL?: string | undefined }) {
  const there = {} as AdminPage;
  beforeAll(async () => {
    there.shop = await startLocalShop({ plan: "plus", databaseUrl: address.DATABASE_URL });
    there.page = await (await there.shop.window()).newPage();
    there.app = there.page.frameLocator("iframe").first();
  });
  afterAll(() => there.shop.stop());
  return {
    there,
    /** Posts to the sandbox, as Meta's system user where that is asked. */
    post: (path: string, body: object = {}) =>
      fetch(`${there.shop.run.sandboxUrl}${path}`, {
        method: "POST",
        headers: { authorization: `Bearer ${SEED.token}`, "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
    open: async (path: string) => {
      const { sandboxUrl, clientId, appUrl } = there.shop.run;
      await there.page.goto(`${sandboxUrl}/admin/store/casa-aurora/apps/${clientId}${path}?locale=it`);
      await hearing(there.page, appUrl);
    },
    reload: async () => {
      await there.page.reload();
      await hearing(there.page, there.shop.run.appUrl);
    },
  };
}
