import { defineConfig } from "vitest/config";

const outside = ["**/node_modules/**", "build/**"];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: [
            "app/**/*.test.ts",
            "sandbox/**/*.test.ts",
            "contracts/**/*.test.ts",
            "bin/**/*.test.ts",
            "prisma/**/*.test.ts",
          ],
          exclude: [...outside, "**/*.db.test.ts"],
          // The Admin schema alone takes seconds to read on a busy machine.
          testTimeout: 30_000,
          setupFiles: ["tests/setup.ts"],
        },
      },
      {
        test: {
          name: "database",
          include: ["app/**/*.db.test.ts", "tests/database/**/*.test.ts", "tests/server/**/*.test.ts"],
          exclude: outside,
          setupFiles: ["tests/setup.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: "samples",
          include: ["tests/samples/**/*.test.ts"],
          exclude: outside,
          setupFiles: ["tests/setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "conformance",
          include: ["tests/conformance/**/*.test.ts"],
          exclude: outside,
          setupFiles: ["tests/setup.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "browser",
          include: ["tests/browser/**/*.test.ts"],
          exclude: outside,
          setupFiles: ["tests/setup.ts"],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: "faults",
          include: ["tests/faults/**/*.test.ts"],
          exclude: outside,
          setupFiles: ["tests/setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // Processes that start, mostly: one store is waited for while the other one works.
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: "simulation",
          include: ["tests/simulation/**/*.test.ts"],
          exclude: outside,
          setupFiles: ["tests/setup.ts"],
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "extensions",
          include: ["extensions/**/*.test.ts"],
          exclude: outside,
          environment: "jsdom",
          env: { APP_URL: "https://app.example" },
          setupFiles: ["tests/setup.ts"],
          // The tester loads the extension itself, through `import()`: it has to be the one that vitest transforms.
          server: { deps: { inline: [/@shopify\/ui-extensions-tester/] } },
        },
      },
    ],
  },
});
