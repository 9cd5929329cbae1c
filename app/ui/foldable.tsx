import { BlockStack, Box, Button, Collapsible } from "@shopify/polaris";
import { type ReactNode, useId, useState } from "react";

interface FoldableProps {
  readonly label: string;
  /** What the button says while it is open, where that is not the same. */
  readonly openLabel?: string;
  readonly children: ReactNode;
}

/** What few need, behind a button that says so. */
export function Foldable({ label, openLabel, children }: FoldableProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <BlockStack gap={open ? "200" : "0"} inlineAlign="start">
      <Button
        variant="plain"
        disclosure={open ? "up" : "down"}
        ariaExpanded={open}
        ariaControls={id}
        onClick={() => setOpen(!open)}
      >
        {open && openLabel ? openLabel : label}
      </Button>
      <Box width="100%">
        <Collapsible id={id} open={open}>
          {children}
        </Collapsible>
      </Box>
    </BlockStack>
  );
}
