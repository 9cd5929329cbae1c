import { createInterface } from "node:readline";
import { startApp } from "#server/app.ts";

/** The server as it is: `node server.ts ENV`; asked, it says when everything that waits is understood. */

const [environment = "{}"] = process.argv.slice(2);
const app = await startApp(JSON.parse(environment));
createInterface({ input: process.stdin }).on("line", async () => {
  await app.settle();
  console.log(JSON.stringify({ settled: true }));
});
process.on("SIGTERM", () => process.exit(0));
console.log(JSON.stringify({ port: app.port }));
