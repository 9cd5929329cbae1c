import type { LoaderFunctionArgs } from "@remix-run/node";
import { merchantOf } from "#app/merchant.server.ts";
import { mediaFile } from "#app/modules/media/index.ts";

/**
 * A file that a shopper sent, for who is signed in at its shop: always to be saved, never shown, for whatever it is it
 * must not run in the admin.
 */
export async function loader(args: LoaderFunctionArgs) {
  const { services, shopId } = await merchantOf(args);
  const file = await mediaFile(services, shopId, args.params.id ?? "");
  if (!file) throw new Response(null, { status: 404 });
  return new Response(file.bytes, {
    headers: {
      "content-type": file.mimeType,
      "content-length": String(file.bytes.length),
      "content-disposition": `attachment; filename="${file.name}"`,
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    },
  });
}
