import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { merchantOf } from "#app/merchant.server.ts";
import { resumeForecast } from "#app/modules/messages/index.ts";

/** `GET /app/resume`: what resuming would send, and what not. */
export async function loader(args: LoaderFunctionArgs) {
  const { services, shopId } = await merchantOf(args);
  return json(await resumeForecast(services, shopId));
}
