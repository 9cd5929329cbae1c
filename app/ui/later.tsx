import { Await } from "@remix-run/react";
import { Box, Card } from "@shopify/polaris";
import { type ReactNode, Suspense } from "react";
import { CardFailed } from "./screen-failed.tsx";

interface LaterProps<T> {
  readonly data: Promise<T>;
  /** As high as what replaces it, so that nothing jumps. */
  readonly skeleton: ReactNode;
  /** `bare`: the part brings cards of its own, till then one stands in its place. `edge`: it lies edge to edge. */
  readonly place?: "bare" | "edge";
  readonly children: (value: Awaited<T>) => ReactNode;
}

/** A part of a screen whose data is still on its way; it fails alone. */
export function Later<T>({ data, skeleton, place, children }: LaterProps<T>) {
  const failed =
    place === "edge" ? (
      <Box padding="400">
        <CardFailed />
      </Box>
    ) : (
      <CardFailed />
    );
  const inCard = (content: ReactNode) => (place === "bare" && content ? <Card>{content}</Card> : content);
  return (
    <Suspense fallback={inCard(skeleton)}>
      <Await<Promise<T>> resolve={data} errorElement={inCard(failed)}>
        {children}
      </Await>
    </Suspense>
  );
}
