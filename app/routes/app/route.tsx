import {
  type ActionFunctionArgs,
  type HeadersFunction,
  json,
  type LoaderFunctionArgs,
} from "@remix-run/node";
import { Outlet } from "@remix-run/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { merchantOf } from "#app/merchant.server.ts";
import { AdminFrame } from "#app/ui/admin-frame.tsx";
import { ScreenFailed } from "#app/ui/screen-failed.tsx";
import { actOn } from "./intents.server.ts";
import { readShell } from "./shell.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  return json(await readShell(await merchantOf(args)));
}

/** What can be done on every screen (pause, resume) and on Home; posted with `intent`. */
export async function action(args: ActionFunctionArgs) {
  const merchant = await merchantOf(args);
  const result = await actOn(merchant, await args.request.formData());
  return json(result, { status: result.ok ? 200 : 422 });
}

export default function App() {
  return (
    <AdminFrame>
      <Outlet />
    </AdminFrame>
  );
}

export function ErrorBoundary() {
  return (
    <AdminFrame>
      <ScreenFailed />
    </AdminFrame>
  );
}

/** Also of what Shopify's library throws: its headers make App Bridge renew the token. */
export const headers: HeadersFunction = (args) => boundary.headers(args);
