import type { Page } from "playwright-core";

const QUIET_MS = 700;

/** Waits until a page has asked for nothing for a while. */
async function quiet(page: Page): Promise<void> {
  let heardAt = Date.now();
  const hear = () => {
    heardAt = Date.now();
  };
  page.on("request", hear);
  while (Date.now() - heardAt < QUIET_MS) await page.waitForTimeout(100);
  page.off("request", hear);
}

/** Waits until the app in the admin's frame hears: a press before that is lost. */
export async function hearing(admin: Page, app: string): Promise<void> {
  const frameOf = () => admin.frames().find((one) => one.url().startsWith(app));
  while (!frameOf()) await admin.waitForTimeout(50);
  await frameOf()?.waitForFunction(() => {
    const bridge: unknown = Reflect.get(window, Symbol.for("sandbox.app-bridge"));
    return typeof bridge === "object" && bridge !== null && Reflect.get(bridge, "routerListens") === true;
  });
}

/** As {@link hearing}, and it has learnt what is behind the links of the screen, which takes a session token too. */
export async function awake(admin: Page, app: string): Promise<void> {
  await hearing(admin, app);
  await quiet(admin);
}
