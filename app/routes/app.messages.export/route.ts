import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { merchantOf } from "#app/merchant.server.ts";
import { readAsked } from "#app/routes/app.messages._index/filters.ts";
import { csvOf } from "./csv.server.ts";

/** `GET /app/messages/export` with the address of the list: its rows as CSV. 413 for more than one file holds. */
export async function loader(args: LoaderFunctionArgs) {
  const merchant = await merchantOf(args);
  const asked = readAsked(new URL(args.request.url).searchParams);
  if (asked.view === "replies") throw new Response(null, { status: 400 });
  const table = await csvOf(merchant, asked, asked.view);
  if (!table) return json({ problem: "too_many" }, { status: 413 });
  return new Response(table, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="cartwave-messages-${asked.view}.csv"`,
      "Cache-Control": "no-store",
    },
  });
}
