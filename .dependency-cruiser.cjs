/** Imports go routes → modules → integrations → platform, never back. */
const never = (name, from, to) => ({ name, severity: "error", from: { path: from }, to: { path: to } });

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      // A screen's parts may name the type of what its route loads: nothing is imported when it runs.
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    never("platform-is-the-floor", "^app/platform/", "^app/(routes|modules|integrations|ui)/"),
    never("vendors-know-no-product", "^app/integrations/", "^app/(routes|modules|ui)/"),
    never("modules-know-no-screen", "^app/modules/", "^app/(routes|ui)/"),
    {
      name: "modules-through-their-index",
      severity: "error",
      from: { path: "^app/modules/([^/]+)/" },
      to: { path: "^app/modules/([^/]+)/", pathNot: "^app/modules/([^/]+)/index\\.ts$|^app/modules/$1/" },
    },
    {
      name: "app-knows-no-sandbox",
      severity: "error",
      from: { path: "^app/", pathNot: "\\.test\\.tsx?$" },
      to: { path: "^(sandbox|server|bin|tests|bench)/" },
    },
    never("sandbox-knows-no-app", "^sandbox/", "^(app|server|bin|tests|bench)/"),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "app/generated" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default"] },
  },
};
