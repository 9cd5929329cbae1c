import { Card } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import "#app/ui/sender-profile.css";

interface ProfilePreviewProps {
  readonly name: string;
  readonly display: string;
  readonly profile: {
    readonly about: string;
    readonly description: string;
    readonly address: string;
    readonly email: string;
    readonly vertical: string;
    readonly websites: readonly string[];
    readonly picture: string | null;
  };
}

/** The contact as WhatsApp shows it. */
export function ProfilePreview({ name, display, profile }: ProfilePreviewProps) {
  const { t } = useTranslation("profile");
  const { about, description, address, email, vertical, websites, picture } = profile;
  const lines = [description, vertical, address, email, ...websites].filter((line) => line.trim() !== "");
  return (
    <Card>
      <figure className="cw-contact" aria-label={t("preview")}>
        {picture ? (
          <img className="cw-contact-picture" src={picture} alt="" />
        ) : (
          <span className="cw-contact-picture" aria-hidden>
            {name.slice(0, 1)}
          </span>
        )}
        <figcaption>
          <strong>{name}</strong>
          <span>{display}</span>
        </figcaption>
        {about ? <p className="cw-contact-about">{about}</p> : null}
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </figure>
    </Card>
  );
}
