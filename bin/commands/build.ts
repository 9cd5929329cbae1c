import { buildScreens } from "./build/screens.ts";

/** `npm run build`: builds the merchant's screens into build/. */
const built = buildScreens({ force: process.argv.includes("--force") });
if (!built.ok) {
  console.error(built.said);
  process.exit(1);
}
console.log(built.fresh ? "The screens were built." : "The screens are built already.");
