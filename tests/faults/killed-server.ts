import { writeSync } from "node:fs";
import { startApp } from "#server/app.ts";
import { testEnv } from "#tests/server/running-app.ts";

/** The server as it is, ended by SIGKILL when it reaches the named point: `node killed-server.ts POINT STORE`. */
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
writeSync(1, `port ${app.port}\n`);
