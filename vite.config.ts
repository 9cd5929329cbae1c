import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";

/**
 * The product's own modules are not copied into the server build: Node loads the same files as server/ does, so that
 * whatever they keep in memory exists once in a process.
 */
const LIVES_IN_THE_PROCESS = /^#app\/(modules|platform|integrations|generated)\//;

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [
    remix({
      ignoredRouteFiles: ["**/*.test.{ts,tsx}"],
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_lazyRouteDiscovery: true,
        // A 401 of a `.data` request would lose the header with which App Bridge renews the session token.
        v3_singleFetch: false,
      },
    }),
  ],
  // One copy of Polaris, bundled: its contexts must be the same for every screen, and its JSON has no attributes.
  ssr: { noExternal: [/^@shopify\/polaris/] },
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    rollupOptions: isSsrBuild ? { external: [LIVES_IN_THE_PROCESS] } : {},
  },
}));
