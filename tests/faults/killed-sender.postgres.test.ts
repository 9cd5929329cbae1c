import { onPostgresStore } from "#tests/database/harness.ts";
import { killedSender } from "./killed-sender.ts";

// In a file of its own: the two stores are tried at the same time.
onPostgresStore("a sender that is killed", killedSender);
