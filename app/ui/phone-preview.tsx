import { BlockStack, Button, InlineStack } from "@shopify/polaris";
import { ArrowLeftIcon, ExternalIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MessagePreview } from "#app/modules/templates/index.ts";
import "./phone-preview.css";
import { piecesOf, type TextPiece } from "./phone-text.ts";
import { useShell } from "./shell.ts";

function Piece({ piece }: { readonly piece: TextPiece }) {
  switch (piece.style) {
    case "bold":
      return <strong>{piece.text}</strong>;
    case "italic":
      return <em>{piece.text}</em>;
    case "struck":
      return <s>{piece.text}</s>;
    case "code":
      return <code>{piece.text}</code>;
    case "link":
      return <span className="cw-bubble-link">{piece.text}</span>;
    default:
      return piece.text;
  }
}

/** A text with WhatsApp's marks, set as WhatsApp sets it. */
export function PhoneText({ text }: { readonly text: string }) {
  let place = 0;
  return piecesOf(text).map((piece) => {
    const key = place;
    place += piece.text.length + 1;
    return <Piece key={key} piece={piece} />;
  });
}

interface BubbleProps {
  readonly preview: MessagePreview;
  /** "14:05" under the text; none where nothing was sent yet. */
  readonly time?: string | undefined;
}

/** One message of the shop's, as a bubble of the chat. */
export function PhoneBubble({ preview, time }: BubbleProps) {
  const { t } = useTranslation("messages");
  return (
    <div className="cw-bubble">
      {preview.picture ? (
        <img className="cw-bubble-picture" src={preview.picture} alt={t("phone.picture")} loading="lazy" />
      ) : null}
      {preview.title ? <p className="cw-bubble-title">{preview.title}</p> : null}
      <p className="cw-bubble-text">
        <PhoneText text={preview.body} />
      </p>
      <div className="cw-bubble-foot">
        {preview.footer ? <span>{preview.footer}</span> : null}
        {time ? <span className="cw-bubble-time">{time}</span> : null}
      </div>
      {preview.buttons.map((button) => (
        <div key={button.label} className="cw-bubble-button" title={button.url ?? undefined}>
          {button.kind === "link" ? <ExternalIcon /> : <ArrowLeftIcon />}
          <span>{button.label}</span>
        </div>
      ))}
    </div>
  );
}

interface PhonePreviewProps extends BubbleProps {
  /** ISO 639 of the message, so that it is read out and hyphenated in its own language. */
  readonly language?: string | null | undefined;
}

/** One message as the shopper sees it on WhatsApp, light or dark. */
export function PhonePreview({ preview, time, language }: PhonePreviewProps) {
  const { t } = useTranslation("messages");
  const { shop } = useShell();
  const [dark, setDark] = useState(false);
  return (
    <BlockStack gap="200">
      <figure
        className="cw-phone"
        style={{ marginBlock: 0 }}
        data-dress={dark ? "dark" : "light"}
        aria-label={t("phone.label")}
        lang={language ?? undefined}
      >
        <div className="cw-phone-bar">
          <span className="cw-phone-face" aria-hidden>
            {shop.name.slice(0, 1)}
          </span>
          <span>{shop.name}</span>
        </div>
        <div className="cw-phone-chat">
          <PhoneBubble preview={preview} time={time} />
        </div>
      </figure>
      <InlineStack align="center">
        <Button variant="plain" pressed={dark} onClick={() => setDark(!dark)}>
          {t(dark ? "phone.light" : "phone.dark")}
        </Button>
      </InlineStack>
    </BlockStack>
  );
}
