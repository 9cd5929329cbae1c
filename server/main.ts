import { DataFolderError } from "#app/platform/database/embedded.ts";
import { EnvironmentError, readEnv } from "#app/platform/env.ts";
import { MigrationError } from "#prisma/apply.ts";
import { startApp } from "./app.ts";

/** What went wrong at the start, in a sentence where we know one. */
function explain(error: unknown): string {
  if (
    error instanceof EnvironmentError ||
    error instanceof DataFolderError ||
    error instanceof MigrationError
  ) {
    return error.message;
  }
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE" && "port" in error) {
    return `The port ${error.port} is in use. Stop what uses it, or set PORT to another one.`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

try {
  const env = readEnv();
  const app = await startApp(env);
  await app.screens?.load();
  app.container.services.log.info(
    { port: app.port, role: env.ROLE, database: app.container.database.kind },
    "ready",
  );
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    app.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${explain(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}
