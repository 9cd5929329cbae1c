import { writeSync } from "node:fs";
import { startApp } from "#server/app.ts";
import { testEnv } from "#tests/server/running-app.ts";

/**
 * The server as it is, in a process that a test may kill. `node killed-server.ts POINT STORE` ends by SIGKILL when it
 * reaches the named point; the name of no point lets it run.
 */
const [, , point, store = "{}"] = process.argv;
const app = await startApp(testEnv(JSON.parse(store)), {
  observer: {
    reach(reached) {
      if (reached !== point) return;
      writeSync(1, `reached ${reached}\n`);
      process.kill(process.pid, "SIGKILL");
    },
  },
});
writeSync(1, `port ${app.port} of ${app.container.services.processId}\n`);
