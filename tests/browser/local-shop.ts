import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium } from "playwright-core";
import { freePort } from "#tests/free-port.ts";
import { findBrowser } from "../../bin/commands/browser/find.ts";
import type { LocalRun } from "../../bin/commands/demo/addresses.ts";
import { createMerchant, type Merchant, setUpShop } from "../../bin/commands/demo/merchant.ts";
import { createProcesses } from "../../bin/commands/demo/processes.ts";
import { startLocalRun } from "../../bin/commands/demo/start.ts";

/** The app and the stand-ins in processes of their own, a shop that is set up, and a browser to look at it. */
export interface LocalShop {
  readonly run: LocalRun;
  readonly merchant: Merchant;
  /** A window of its own: other cookies, other size. */
  window(size?: { readonly width: number; readonly height: number }): Promise<BrowserContext>;
  stop(): Promise<void>;
}

/** Shopify's library answers 410 to what calls itself headless. */
const USER_AGENT =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

function launch(): Promise<Browser> {
  const browser = findBrowser();
  if (!browser.found) throw new Error(browser.reason);
  return chromium.launch({
    executablePath: browser.path,
    args: [
      "--no-sandbox",
      "--disable-background-networking",
      "--disable-features=LocalNetworkAccessChecks",
      "--disable-gpu",
    ],
  });
}

export async function startLocalShop(options: {
  readonly plan: "plus" | "basic";
  readonly databaseUrl: string | undefined;
}): Promise<LocalShop> {
  const dataDir = mkdtempSync(join(tmpdir(), "cartwave-browser-"));
  const failures: string[] = [];
  const processes = createProcesses((sentence) => failures.push(sentence));
  try {
    const run = await startLocalRun(processes, {
      appPort: await freePort(),
      sandboxPort: await freePort(),
      plan: options.plan,
      rebuild: false,
      dataDir,
      ...(options.databaseUrl === undefined ? {} : { databaseUrl: options.databaseUrl }),
      step: (_title, work) => work(),
    });
    const merchant = createMerchant(run);
    await setUpShop(run, merchant);
    const browser = await launch();
    return {
      run,
      merchant,
      window: (size = { width: 1280, height: 900 }) =>
        browser.newContext({ viewport: size, userAgent: USER_AGENT, locale: "it-IT" }),
      async stop() {
        await browser.close();
        await processes.stop();
        rmSync(dataDir, { recursive: true, force: true });
        if (failures.length > 0) throw new Error(failures.join("\n"));
      },
    };
  } catch (error) {
    await processes.stop();
    throw error;
  }
}
