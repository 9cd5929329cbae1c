import { createContext, useContext } from "react";

/** The document's nonce while it is rendered; browsers hide it from scripts, so that there it is none. */
export const NonceContext = createContext<string | undefined>(undefined);

export function useNonce(): string | undefined {
  return useContext(NonceContext);
}
