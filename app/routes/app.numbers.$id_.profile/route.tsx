import {
  type ActionFunctionArgs,
  defer,
  type HeadersFunction,
  json,
  type LoaderFunctionArgs,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Banner, Card, SkeletonBodyText } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useTranslation } from "react-i18next";
import { merchantOf } from "#app/merchant.server.ts";
import { onItsWay } from "#app/routes/app/on-its-way.server.ts";
import { Later } from "#app/ui/later.tsx";
import { Screen } from "#app/ui/screen.tsx";
import { ScreenFailed } from "#app/ui/screen-failed.tsx";
import { askMeta, readPage, saveFrom } from "./profile.server.ts";
import { ProfileForm } from "./profile-form.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const merchant = await merchantOf(args);
  const number = await readPage(merchant, args.params.id ?? "");
  if (!number) throw new Response(null, { status: 404 });
  return defer({
    number,
    profile: onItsWay(merchant, "profile", askMeta(merchant, number.phoneNumberId)),
  });
}

export async function action(args: ActionFunctionArgs) {
  const merchant = await merchantOf(args);
  const answer = await saveFrom(merchant, args.params.id ?? "", await args.request.formData());
  return json(answer, { status: answer.ok ? 200 : 422 });
}

/** What shoppers see when they tap the shop's name in WhatsApp. */
export default function SenderProfile() {
  const { number, profile } = useLoaderData<typeof loader>();
  const { t } = useTranslation("profile");
  return (
    <Screen
      title={t("title")}
      back={{ content: number.display, url: `/app/numbers/${number.phoneNumberId}` }}
    >
      <Later
        data={profile}
        place="bare"
        skeleton={
          <Card>
            <SkeletonBodyText lines={14} />
          </Card>
        }
      >
        {(asked) =>
          asked.ok ? (
            <ProfileForm number={number} profile={asked.value} />
          ) : (
            <Banner tone="warning" title={t(`problem.${asked.problem}`)}>
              {asked.detail ? <p>{t("meta", { words: asked.detail })}</p> : null}
            </Banner>
          )
        }
      </Later>
    </Screen>
  );
}

export const ErrorBoundary = ScreenFailed;
export const headers: HeadersFunction = (args) => boundary.headers(args);
