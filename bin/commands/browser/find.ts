import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

export type BrowserSearch =
  | { readonly found: true; readonly path: string }
  | { readonly found: false; readonly reason: string };

const NAMES = [
  "google-chrome",
  "google-chrome-stable",
  "chromium",
  "chromium-browser",
  "microsoft-edge",
  "msedge",
];
const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** Whether it starts: a binary may lack its libraries, or be a stub that only says how to install the real one. */
function works(file: string): boolean {
  if (!existsSync(file)) return false;
  // On Windows `--version` opens a window instead of saying it.
  if (process.platform === "win32") return true;
  return spawnSync(file, ["--version"], { stdio: "ignore", timeout: 20_000 }).status === 0;
}

function onPath(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(works);
}

function fromPlaywright(): string | undefined {
  const path = chromium.executablePath();
  return works(path) ? path : undefined;
}

function run(program: string, args: readonly string[], minutes: number): boolean {
  const { status } = spawnSync(program, args, { stdio: "ignore", timeout: minutes * 60_000 });
  return status === 0;
}

/** Debian and its like, as root: a container or a build machine. */
function fromApt(): string | undefined {
  if (process.platform !== "linux" || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get"))
    return undefined;
  run("apt-get", ["update", "-qq"], 5);
  run(
    "apt-get",
    ["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-noto-color-emoji"],
    15,
  );
  return onPath();
}

/** A browser for the tests: CHROME_PATH, one that is installed, Playwright's, or the system's packages. */
export function findBrowser(): BrowserSearch {
  const given = process.env.CHROME_PATH;
  if (given) {
    return works(given)
      ? { found: true, path: given }
      : { found: false, reason: `CHROME_PATH names ${given}, which does not exist or does not start` };
  }
  const path = onPath() ?? PLACES.find(works) ?? fromPlaywright();
  if (path) return { found: true, path };
  run(process.execPath, ["node_modules/playwright-core/cli.js", "install", "chromium"], 10);
  const fetched = fromPlaywright() ?? fromApt();
  return fetched
    ? { found: true, path: fetched }
    : {
        found: false,
        reason: "no Chrome, Edge or Chromium is installed, and none could be fetched; set CHROME_PATH",
      };
}
