import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { AppProvider, BlockStack, Box, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { loadSdk, type SignupConfig, signIn } from "./meta-window.ts";
import { actOnSignup, configOf, type SignupAnswer, sessionOf, takeTicket } from "./signup.server.ts";
import { SignupEnding, WindowOver } from "./signup-ending.tsx";

/** `?state=` is a ticket from the admin: taken for a cookie, and gone from the address. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { services } = context;
  const url = new URL(request.url);
  const ticket = url.searchParams.get("state");
  if (ticket !== null) {
    const cookie = await takeTicket(services, ticket);
    url.searchParams.delete("state");
    if (cookie) return redirect(`/signup${url.search}`, { headers: { "set-cookie": cookie } });
  }
  const session = ticket === null ? await sessionOf(services, request) : undefined;
  const config = configOf(services);
  if (!session || !config) return json({ page: null });
  const { shop, whereabouts } = session;
  const keepsApp = whereabouts === "business_app";
  return json({ page: { config, keepsApp, shop: shop.name, domain: shop.domain } });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { answer, cookie } = await actOnSignup(context.services, request);
  return json(answer, cookie ? { headers: { "set-cookie": cookie } } : {});
}

/** The page is filled once: what has ended is shown by what came of it. */
export const shouldRevalidate = () => false;

type Sdk = Awaited<ReturnType<typeof loadSdk>>;

/** Meta's script, loaded when the page is there: a click must open its window at once. */
function useSdk(config: SignupConfig): Sdk | "loading" | "blocked" {
  const [sdk, setSdk] = useState<Sdk | "loading" | "blocked">("loading");
  const first = useRef(config);
  useEffect(() => {
    let gone = false;
    loadSdk(first.current).then(
      (loaded) => gone || setSdk(loaded),
      () => gone || setSdk("blocked"),
    );
    return () => {
      gone = true;
    };
  }, []);
  return sdk;
}

interface SignInProps {
  readonly page: { config: SignupConfig; keepsApp: boolean; shop: string; domain: string };
}

function SignIn({ page }: SignInProps) {
  const { t } = useTranslation("connect");
  const sdk = useSdk(page.config);
  const fetcher = useFetcher<SignupAnswer>();
  const [open, setOpen] = useState(false);
  const busy = fetcher.state !== "idle";
  const answer = open || busy ? undefined : fetcher.data;

  async function begin() {
    if (typeof sdk === "string") return;
    setOpen(true);
    const { code, heard } = await signIn(sdk, page.config, page.keepsApp);
    setOpen(false);
    const said = { ...heard, ...(code === undefined ? {} : { code }) };
    fetcher.submit({ intent: "finish", ...said }, { method: "post" });
  }

  if (answer?.ending === "over") return <WindowOver />;
  const submit = (fields: Readonly<Record<string, string>>) => fetcher.submit(fields, { method: "post" });
  return (
    <BlockStack gap="400">
      <BlockStack gap="200">
        <Text as="h1" variant="headingLg">
          {t("atMeta.title", { shop: page.shop })}
        </Text>
        <Text as="p">{t("atMeta.who", { domain: page.domain })}</Text>
      </BlockStack>
      {sdk === "blocked" ? <Text as="p">{t("atMeta.noSdk")}</Text> : null}
      <div aria-live="polite">
        {busy ? <Text as="p">{t("atMeta.connecting")}</Text> : null}
        {answer ? <SignupEnding answer={answer} onSubmit={submit} /> : null}
      </div>
      {answer?.ending === "connected" ? null : (
        <InlineStack>
          <Button
            variant={answer?.canRetry ? "secondary" : "primary"}
            loading={sdk === "loading" || open || busy}
            disabled={sdk === "blocked"}
            onClick={() => void begin()}
          >
            {t(answer ? "atMeta.again" : "atMeta.signIn")}
          </Button>
        </InlineStack>
      )}
    </BlockStack>
  );
}

/** A window of its own, outside of Shopify's admin: Meta's dialog does not open from within a frame. */
export default function Signup() {
  const { page } = useLoaderData<typeof loader>();
  const { i18n } = useTranslation();
  return (
    <AppProvider i18n={i18n.getResourceBundle(i18n.language, "polaris")}>
      <main className="cw-window">
        <Card>
          <Box padding="200">{page ? <SignIn page={page} /> : <WindowOver />}</Box>
        </Card>
      </main>
    </AppProvider>
  );
}
