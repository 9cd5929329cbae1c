import {
  type ActionFunctionArgs,
  type HeadersFunction,
  json,
  type LoaderFunctionArgs,
  redirect,
} from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { merchantOf } from "#app/merchant.server.ts";
import { useLiveFigures } from "#app/ui/live.ts";
import { ScreenFailed } from "#app/ui/screen-failed.tsx";
import { AdoptScreen } from "./adopt-screen.tsx";
import { EditorScreen } from "./editor-screen.tsx";
import { FixedScreen } from "./fixed-screen.tsx";
import { actOnText, readPage } from "./text.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  const text = await readPage(await merchantOf(args), args.params.id ?? "");
  if (!text) throw new Response(null, { status: 404 });
  return json(text);
}

export async function action(args: ActionFunctionArgs) {
  const merchant = await merchantOf(args);
  const answer = await actOnText(merchant, args.params.id ?? "", await args.request.formData());
  if (answer.ok && answer.intent === "remove") return redirect("/app/texts");
  return json(answer, { status: answer.ok ? 200 : 422 });
}

/** One text: what it says in each language, what Meta says of it, and what can be changed. */
export default function TextScreen() {
  const text = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  useLiveFigures(false);
  if (text.purpose === null) return <AdoptScreen text={text} />;
  const asked = params.get("language");
  const language = text.languages.find((one) => one.language === asked) ?? text.languages[0];
  const added = text.addable.find((one) => one.language === asked);
  if (added) return <EditorScreen key={added.language} text={text} language={added} version={null} />;
  if (!language) return null;
  if (!language.parts) return <FixedScreen text={text} language={language} />;
  const { parts, words } = language;
  return (
    <EditorScreen
      // What was sent in becomes what is shown.
      key={language.versionId}
      text={text}
      language={{ language: language.language, parts, words }}
      version={language}
    />
  );
}

export const ErrorBoundary = ScreenFailed;
export const headers: HeadersFunction = (args) => boundary.headers(args);
