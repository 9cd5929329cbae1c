import {
  ActionList,
  BlockStack,
  Button,
  ButtonGroup,
  Card,
  ChoiceList,
  Popover,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { TextField as CheckedField } from "#app/modules/templates/check.ts";
import { LIMITS } from "#app/modules/templates/check.ts";
import { type VariableWords, variablesIn } from "#app/modules/templates/parts.ts";
import { hasPicture, linksOf, type Meaning, meaningsOf } from "#app/modules/templates/purposes.ts";
import type { TextPage } from "./text.server.ts";
import { useShown } from "./use-shown.ts";
import type { Writing } from "./use-text.ts";
import { WORDS } from "./words.ts";

/** A finding's field in the document. */
export const fieldId = (field: CheckedField) =>
  `text-${field === "buttons" ? "button-0" : field.replace(".", "-")}`;

interface PartProps {
  readonly text: TextPage;
  readonly writing: Writing;
  /** Meta is looking at it. */
  readonly disabled: boolean;
}

/** What stands above the text: nothing, a line, or the cart's picture. */
export function HeaderCard({ text, writing: { parts, set }, disabled }: PartProps) {
  const { t } = useTranslation(WORDS);
  const pictured = text.purpose !== null && hasPicture(text.purpose);
  const chosen = parts.header ?? (parts.headerText === null ? "none" : "line");
  const kinds = ["none", "line", ...(pictured ? (["picture"] as const) : [])] as const;
  return (
    <Card>
      <BlockStack gap="300">
        <ChoiceList
          title={t("texts:header.title")}
          disabled={disabled}
          choices={kinds.map((kind) => ({ value: kind, label: t(`texts:header.${kind}`) }))}
          selected={[chosen]}
          onChange={([kind]) =>
            set({
              header: kind === "picture" ? "picture" : null,
              headerText: kind === "line" ? (parts.headerText ?? "") : null,
            })
          }
        />
        {chosen === "picture" ? (
          <Text as="p" tone="subdued">
            {t("texts:header.crop")}
          </Text>
        ) : null}
        {chosen === "line" ? (
          <TextField
            id={fieldId("header")}
            label={t("texts:header.line")}
            labelHidden
            autoComplete="off"
            disabled={disabled}
            value={parts.headerText ?? ""}
            maxLength={LIMITS.header}
            showCharacterCount
            onChange={(headerText) => set({ headerText })}
          />
        ) : null}
      </BlockStack>
    </Card>
  );
}

/** The place in a field where the merchant writes. */
function selectionIn(field: HTMLElement | null): { start: number; end: number } | undefined {
  return field instanceof HTMLTextAreaElement
    ? { start: field.selectionStart, end: field.selectionEnd }
    : undefined;
}

interface InsertProps {
  readonly meanings: readonly Meaning[];
  readonly disabled: boolean;
  readonly onInsert: (meaning: Meaning) => void;
}

function Insert({ meanings, disabled, onInsert }: InsertProps) {
  const { t } = useTranslation(WORDS);
  const [open, setOpen] = useState(false);
  return (
    <Popover
      active={open}
      onClose={() => setOpen(false)}
      activator={
        <Button disclosure disabled={disabled} onClick={() => setOpen(!open)}>
          {t("texts:message.insert")}
        </Button>
      }
    >
      <ActionList
        items={meanings.map((meaning) => ({
          content: t(`texts:meaning.${meaning}`),
          onAction: () => {
            setOpen(false);
            onInsert(meaning);
          },
        }))}
      />
    </Popover>
  );
}

/** The text itself: variables by their meaning, never as numbers in braces. */
export function MessageCard({
  text,
  writing: { parts, set },
  words,
  disabled,
}: PartProps & { readonly words: VariableWords }) {
  const { t } = useTranslation(WORDS);
  const { shown, fromShown, tokenOf } = useShown();
  const id = fieldId("body");
  const value = shown(parts.body);
  /** Puts something around what is marked, or in where the cursor stands. */
  const put = (before: string, after: string) => {
    const field = document.getElementById(id);
    const { start, end } = selectionIn(field) ?? { start: value.length, end: value.length };
    const inside = value.slice(start, end);
    set({ body: fromShown(`${value.slice(0, start)}${before}${inside}${after}${value.slice(end)}`) });
    field?.focus();
  };
  const meanings = text.purpose ? meaningsOf(text.purpose) : [];
  return (
    <Card>
      <BlockStack gap="300">
        <TextField
          id={id}
          label={t("texts:message.title")}
          autoComplete="off"
          multiline={6}
          disabled={disabled}
          value={value}
          helpText={t("texts:message.count", { count: parts.body.length, most: LIMITS.body })}
          onChange={(typed) => set({ body: fromShown(typed) })}
        />
        <ButtonGroup>
          <Insert meanings={meanings} disabled={disabled} onInsert={(meaning) => put(tokenOf(meaning), "")} />
          <Button
            disabled={disabled}
            accessibilityLabel={t("texts:message.bold")}
            onClick={() => put("*", "*")}
          >
            B
          </Button>
          <Button
            disabled={disabled}
            accessibilityLabel={t("texts:message.italic")}
            onClick={() => put("_", "_")}
          >
            I
          </Button>
        </ButtonGroup>
        {variablesIn(parts.body).map((meaning) => (
          <TextField
            key={meaning}
            label={t("texts:message.fallback", { meaning: t(`texts:meaning.${meaning}`) })}
            autoComplete="off"
            disabled={disabled}
            value={parts.fallbacks[meaning] ?? words.fallbacks[meaning]}
            maxLength={60}
            onChange={(fallback) => set({ fallbacks: { ...parts.fallbacks, [meaning]: fallback } })}
          />
        ))}
      </BlockStack>
    </Card>
  );
}

/** The small line below, and the buttons. */
export function ButtonsCard({ text, writing: { parts, set }, disabled }: PartProps) {
  const { t } = useTranslation(WORDS);
  const { link } = parts;
  const kinds = text.purpose ? linksOf(text.purpose) : [];
  const [first] = kinds;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t("texts:buttons.title")}
        </Text>
        <TextField
          id={fieldId("footer")}
          label={t("texts:buttons.footer")}
          autoComplete="off"
          disabled={disabled}
          value={parts.footer ?? ""}
          maxLength={LIMITS.footer}
          showCharacterCount
          onChange={(footer) => set({ footer: footer === "" ? null : footer })}
        />
        {first ? (
          <TextField
            id={fieldId("button.0")}
            label={t("texts:buttons.link")}
            helpText={t("texts:buttons.linkHelp", { url: `${text.linkUrl}/l/…` })}
            autoComplete="off"
            disabled={disabled}
            value={link?.label ?? ""}
            maxLength={LIMITS.label}
            showCharacterCount
            onChange={(label) => set({ link: label === "" ? null : { label, kind: link?.kind ?? first } })}
          />
        ) : null}
        {link && kinds.length > 1 ? (
          <Select
            label={t("texts:buttons.target")}
            disabled={disabled}
            options={kinds.map((kind) => ({ value: kind, label: t(`texts:link.${kind}`) }))}
            value={link.kind}
            onChange={(kind) => set({ link: { ...link, kind: kind as typeof link.kind } })}
          />
        ) : null}
        {parts.stop !== null ? (
          <TextField
            id={fieldId(link ? "button.1" : "button.0")}
            label={t("texts:buttons.stop")}
            helpText={t("texts:buttons.stopHelp")}
            autoComplete="off"
            disabled={disabled}
            value={parts.stop}
            maxLength={LIMITS.label}
            showCharacterCount
            onChange={(stop) => set({ stop })}
          />
        ) : null}
      </BlockStack>
    </Card>
  );
}
