import { defineConfig } from "vitest/config";

const outside = ["**/node_modules/**", "**/build/**"];

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
          name: "faults",
          include: ["tests/faults/**/*.test.ts"],
          exclude: outside,
          setupFiles: ["tests/setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
