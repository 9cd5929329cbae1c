import { Await } from "@remix-run/react";
import { type ReactNode, Suspense } from "react";
import { CardFailed } from "./screen-failed.tsx";

interface LaterProps<T> {
  readonly data: Promise<T>;
  /** As high as what replaces it, so that nothing jumps. */
  readonly skeleton: ReactNode;
  readonly children: (value: Awaited<T>) => ReactNode;
}

/** A part of a screen whose data is still on its way; it fails alone. */
export function Later<T>({ data, skeleton, children }: LaterProps<T>) {
  return (
    <Suspense fallback={skeleton}>
      <Await<Promise<T>> resolve={data} errorElement={<CardFailed />}>
        {children}
      </Await>
    </Suspense>
  );
}
