import { useNavigate } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Box, Page } from "@shopify/polaris";
import type { ReactNode } from "react";
import { PausedBanner } from "./paused-banner.tsx";
import { ProblemBanner } from "./problem-banner.tsx";

export interface ScreenAction {
  readonly content: string;
  readonly onAction: () => void;
  readonly disabled?: boolean;
}

export interface ScreenProps {
  readonly title: string;
  readonly primaryAction?: ScreenAction;
  readonly secondaryActions?: readonly ScreenAction[];
  /** Where "back" leads, on a screen below another. */
  readonly back?: { readonly content: string; readonly url: string };
  readonly fullWidth?: boolean;
  readonly children: ReactNode;
}

/**
 * A screen of the admin: title and actions in Shopify's title bar, and what concerns every screen (faults, paused
 * sending) above its own content.
 */
export function Screen({ title, primaryAction, secondaryActions, back, fullWidth, children }: ScreenProps) {
  const navigate = useNavigate();
  return (
    <Page title={title} titleHidden fullWidth={fullWidth ?? false}>
      <TitleBar title={title}>
        {back ? (
          <button type="button" variant="breadcrumb" onClick={() => navigate(back.url)}>
            {back.content}
          </button>
        ) : null}
        {primaryAction ? (
          <button
            type="button"
            variant="primary"
            disabled={primaryAction.disabled}
            onClick={primaryAction.onAction}
          >
            {primaryAction.content}
          </button>
        ) : null}
        {secondaryActions?.map((action) => (
          <button key={action.content} type="button" disabled={action.disabled} onClick={action.onAction}>
            {action.content}
          </button>
        ))}
      </TitleBar>
      <Box paddingBlock="400">
        <BlockStack gap="400">
          <PausedBanner />
          <ProblemBanner />
          {children}
        </BlockStack>
      </Box>
    </Page>
  );
}
