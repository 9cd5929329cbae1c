import { createInterface } from "node:readline";
import { createDispatcher } from "#app/modules/messages/index.ts";
import { createContainer } from "#server/services.ts";

/** A worker that does nothing but dispatch: `node worker.ts ENV`; told to go, it says when nothing is left. */

const [environment = "{}"] = process.argv.slice(2);
const container = await createContainer(JSON.parse(environment));
const dispatcher = createDispatcher(container.services);
createInterface({ input: process.stdin }).on("line", async () => {
  console.log(JSON.stringify({ calls: await dispatcher.drain() }));
});
process.on("SIGTERM", () => process.exit(0));
console.log(JSON.stringify({ ready: true }));
