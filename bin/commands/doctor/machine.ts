import { statfs } from "node:fs/promises";
import { createServer } from "node:net";
import { type Finding, fault, good, note } from "./finding.ts";

const GIBIBYTE = 1024 ** 3;

/** The oldest minor version that runs TypeScript without a flag, by major; later majors all do. */
const OLDEST_MINOR: Readonly<Record<number, number>> = { 22: 18, 23: 6 };

export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major >= 22 && minor >= (OLDEST_MINOR[major] ?? 0)
    ? good(`Node ${version}.`)
    : fault(`Node ${version} can't run TypeScript by itself. Install 24 from nodejs.org, or 22.18 or later.`);
}

/** Whether somebody listens there already. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, () => server.close(() => resolve(true)));
  });
}

export async function checkPort(port: number, variable: string, whose: string): Promise<Finding> {
  return (await isPortFree(port))
    ? good(`Port ${port} is free for ${whose}.`)
    : note(
        `Port ${port} is in use: by ${whose} if it runs, else set ${variable} to another one before you start it.`,
      );
}

export async function checkDisk(folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(folder);
  const free = (bavail * bsize) / GIBIBYTE;
  const words = `${free.toFixed(1)} GiB are free on the disk`;
  return free >= 2 ? good(`${words}.`) : fault(`${words}. Free 2 GiB or more: packages and data need it.`);
}
