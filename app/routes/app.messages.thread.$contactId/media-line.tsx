import { Button, Icon, InlineStack, Text } from "@shopify/polaris";
import { FileIcon, ImageIcon, MicrophoneIcon, PlayIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/ui/shell.ts";
import type { Entry } from "./thread.server.ts";

type Media = NonNullable<Extract<Entry, { from: "person" }>["media"]>;

const KILOBYTE = 1_000;
const MEGABYTE = 1_000_000;

function iconOf(mimeType: string | null) {
  if (mimeType?.startsWith("image/")) return ImageIcon;
  if (mimeType?.startsWith("audio/")) return MicrophoneIcon;
  return mimeType?.startsWith("video/") ? PlayIcon : FileIcon;
}

function useSize() {
  const format = useFormat();
  return (bytes: number) =>
    bytes < MEGABYTE
      ? `${format.number(Math.max(1, Math.round(bytes / KILOBYTE)))}\u00a0kB`
      : `${format.number(Math.round(bytes / (MEGABYTE / 10)) / 10)}\u00a0MB`;
}

const TYPE_NAME = /\/(\w+)$/;

/** Saves it by a call that App Bridge signs: a plain link would carry no proof of who asks. */
async function save(id: string): Promise<void> {
  const answer = await fetch(`/app/media/${id}`);
  if (!answer.ok) throw new Error(`media: ${answer.status}`);
  const [, name = "whatsapp"] =
    /filename="([^"]+)"/.exec(answer.headers.get("content-disposition") ?? "") ?? [];
  const address = URL.createObjectURL(await answer.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** A file as a line: what it is, how large, and the way to save it; or why it is not there. */
export function MediaLine({ media }: { readonly media: Media }) {
  const { t } = useTranslation("thread");
  const sizeOf = useSize();
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");
  if (media.state !== "kept") {
    return (
      <Text as="p" tone="subdued" variant="bodySm">
        {t(`media.${media.state === "waiting" ? "waiting" : (media.reason ?? "gone")}`)}
      </Text>
    );
  }
  const download = () => {
    setState("busy");
    save(media.id).then(
      () => setState("idle"),
      () => setState("failed"),
    );
  };
  const [, type = ""] = TYPE_NAME.exec(media.mimeType ?? "") ?? [];
  return (
    <InlineStack gap="200" blockAlign="center">
      <span>
        <Icon source={iconOf(media.mimeType)} tone="subdued" />
      </span>
      <Text as="span" tone="subdued" variant="bodySm">
        {`${type.toUpperCase()} · ${sizeOf(media.size ?? 0)}`}
      </Text>
      <Button variant="plain" loading={state === "busy"} onClick={download}>
        {t("media.download")}
      </Button>
      {state === "failed" ? (
        <Text as="span" tone="critical" variant="bodySm">
          {t("media.failed")}
        </Text>
      ) : null}
    </InlineStack>
  );
}
