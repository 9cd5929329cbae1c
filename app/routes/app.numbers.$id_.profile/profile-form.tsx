import {
  Banner,
  BlockStack,
  Card,
  DropZone,
  InlineStack,
  Layout,
  Link,
  Select,
  Text,
  TextField,
  Thumbnail,
} from "@shopify/polaris";
import { ImageIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SaveBars, useSaveSection } from "#app/ui/save-section.tsx";
import { PROFILE_LIMITS as LIMITS, VERTICALS } from "#contracts/meta/business-profile.ts";
import type { ProfileAnswer, readPage } from "./profile.server.ts";
import { ProfilePreview } from "./profile-preview.tsx";
import { squarePicture } from "./square-picture.ts";

type Number = NonNullable<Awaited<ReturnType<typeof readPage>>>;

interface Profile {
  readonly about: string;
  readonly description: string;
  readonly address: string;
  readonly email: string;
  readonly websites: readonly string[];
  readonly vertical: string | null;
  readonly pictureUrl: string | null;
}

const META_NUMBERS = "https://business.facebook.com/wa/manage/phone-numbers/";

interface ProfileFormProps {
  readonly number: Number;
  readonly profile: Profile;
}

function Picture({
  shown,
  onChoose,
}: {
  readonly shown: string | null;
  readonly onChoose: (picture: string) => void;
}) {
  const { t } = useTranslation("profile");
  const [unreadable, setUnreadable] = useState(false);
  const choose = async ([file]: File[]) => {
    const made = file && (await squarePicture(file));
    setUnreadable(made === undefined);
    if (made) onChoose(made);
  };
  return (
    <BlockStack gap="200">
      <InlineStack gap="400" blockAlign="center">
        <Thumbnail size="large" source={shown ?? ImageIcon} alt={t("picture.alt")} />
        <div className="cw-picture-drop">
          <DropZone
            label={t("picture.label")}
            labelHidden
            accept="image/*"
            type="image"
            allowMultiple={false}
            onDropAccepted={(files) => void choose(files)}
            onDropRejected={() => setUnreadable(true)}
          >
            <DropZone.FileUpload actionTitle={t("picture.choose")} />
          </DropZone>
        </div>
      </InlineStack>
      <Text as="p" tone={unreadable ? "critical" : "subdued"}>
        {t(unreadable ? "picture.unreadable" : "picture.about")}
      </Text>
    </BlockStack>
  );
}

function Form({ number, profile }: ProfileFormProps) {
  const { t } = useTranslation("profile");
  const section = useSaveSection(
    "profile",
    {
      about: profile.about,
      description: profile.description,
      address: profile.address,
      email: profile.email,
      website1: profile.websites[0] ?? "",
      website2: profile.websites[1] ?? "",
      vertical: profile.vertical ?? "",
      picture: "",
    },
    0,
  );
  const { values, set, bar } = section;
  const answer = section.answer as Extract<ProfileAnswer, { ok: false }> | undefined;
  const errorAt = (field: string) =>
    answer?.fields.includes(field) ? t(`malformed.${field as "email"}`) : false;
  const field = (name: keyof typeof values, most: number, more: object = {}) => ({
    label: t(`field.${name as "about"}`),
    autoComplete: "off",
    value: values[name],
    maxLength: most,
    showCharacterCount: true,
    error: errorAt(name),
    onChange: (value: string) => set({ [name]: value }),
    ...more,
  });
  return (
    <Layout>
      <Layout.Section>
        <BlockStack gap="400">
          {bar}
          {answer && answer.problem !== "invalid" ? (
            <Banner tone="critical" title={t(`problem.${answer.problem}`)}>
              {answer.detail ? <p>{t("meta", { words: answer.detail })}</p> : null}
            </Banner>
          ) : null}
          <Card>
            <BlockStack gap="400">
              <Picture
                shown={values.picture || profile.pictureUrl}
                onChoose={(picture) => set({ picture })}
              />
              <TextField
                {...field("about", LIMITS.about)}
                helpText={t(profile.about !== "" && values.about === "" ? "aboutStays" : "aboutHelp")}
              />
              <TextField {...field("description", LIMITS.description, { multiline: 4 })} />
              <Select
                label={t("field.vertical")}
                placeholder={t("vertical.none")}
                options={VERTICALS.map((value) => ({ value, label: t(`vertical.${value}`) }))}
                value={values.vertical}
                onChange={(vertical) => set({ vertical })}
              />
              <TextField {...field("address", LIMITS.address)} />
              <TextField {...field("email", LIMITS.email, { type: "email" })} />
              <TextField {...field("website1", LIMITS.website, { type: "url" })} />
              <TextField {...field("website2", LIMITS.website, { type: "url" })} />
              <Text as="p" tone="subdued">
                {t("hours")}{" "}
                <Link url={META_NUMBERS} external>
                  {t("hoursWhere")}
                </Link>
              </Text>
            </BlockStack>
          </Card>
        </BlockStack>
      </Layout.Section>
      <Layout.Section variant="oneThird">
        <ProfilePreview
          name={number.name}
          display={number.display}
          profile={{
            ...values,
            vertical: values.vertical ? t(`vertical.${values.vertical as "RETAIL"}`) : "",
            websites: [values.website1, values.website2].filter((address) => address !== ""),
            picture: values.picture || profile.pictureUrl,
          }}
        />
      </Layout.Section>
    </Layout>
  );
}

/** The profile as it is at Meta, to be changed; nothing changes before it is saved. */
export function ProfileForm(props: ProfileFormProps) {
  return (
    <SaveBars>
      <Form {...props} />
    </SaveBars>
  );
}
