import nx from "@nx/eslint-plugin";
import prettier from "eslint-config-prettier";
import importSort from "eslint-plugin-simple-import-sort";
import tseslint from "typescript-eslint";

/** What each layer may depend on: downwards only (ARCHITECTURE.md, "Layers"). */
const LAYERS = {
  app: ["stack", "steps", "catalog", "data", "util"],
  steps: ["steps", "util"],
  stack: ["stack", "catalog", "construct", "util"],
  catalog: ["construct", "util"],
  construct: ["construct", "util"],
  data: ["catalog", "util"],
  util: ["util"],
  testing: ["util"],
};

/** What each area may depend on besides itself. Shared code knows no area. */
const SCOPES = {
  shared: ["shared"],
  workload: ["workload", "shared"],
  delivery: ["delivery", "shared"],
  "landing-zone": ["landing-zone", "delivery", "shared"],
  platform: ["platform", "landing-zone", "delivery", "workload", "shared"],
};

/** cdktf is archived: only these layers may know it, so that a move to its fork stays mechanical. */
const CDKTF = ["cdktf", "cdktf/**", "@cdktf/**", "constructs"];
const KNOWS_CDKTF = new Set(["stack", "catalog", "construct", "testing", "app"]);

const allow = (layers) => layers.map((layer) => `type:${layer}`);

const depConstraints = (extraLayers) => [
  ...Object.entries(LAYERS).map(([layer, below]) => ({
    sourceTag: `type:${layer}`,
    onlyDependOnLibsWithTags: allow([...below, ...extraLayers]),
    ...(KNOWS_CDKTF.has(layer) || extraLayers.length > 0 ? {} : { bannedExternalImports: CDKTF }),
  })),
  ...Object.entries(SCOPES).map(([scope, others]) => ({
    sourceTag: `scope:${scope}`,
    onlyDependOnLibsWithTags: others.map((other) => `scope:${other}`),
  })),
];

const boundaries = (extraLayers = [], loadedAnyway = []) => [
  "error",
  {
    allow: [],
    enforceBuildableLibDependency: false,
    // What a program loads lazily others may load at once.
    checkDynamicDependenciesExceptions: loadedAnyway,
    depConstraints: depConstraints(extraLayers),
  },
];

/** What types are read from: one program for nearly all files, where one for each project takes seven times as long. */
const TYPES = ["./tsconfig.json", "./test/hcl-oracle/tsconfig.json"];

const DEEP_IMPORTS_ONLY = {
  name: "@cdktf/provider-aws",
  message:
    "import the resource by its path (@cdktf/provider-aws/lib/<resource>): the root takes 4 s and 500 MB",
};

const SYNTAX = {
  environmentVariables: {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: "read the environment in a program's main.ts and pass the value down",
  },
  shell: {
    selector: "Property[key.name='shell'][value.value=true]",
    message: "untrusted text must never reach a shell: pass the arguments as an array",
  },
  regionLiteral: {
    selector: "Literal[value=/^(us|eu|ap|sa|ca|me|af|il|mx|cn)(-gov|-iso[a-z]?)?-[a-z]+-[0-9][a-z]?$/]",
    message: "a construct works in every Region: take the Region from the cell",
  },
};

export default tseslint.config(
  {
    ignores: [
      "**/dist/**",
      "**/node_modules/**",
      ".nx/**",
      ".tagform/**",
      "**/cdktf.out/**",
      "**/*.generated.*",
    ],
  },
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ["**/*.ts"] })),
  {
    files: ["**/*.ts"],
    plugins: { "@nx": nx, "simple-import-sort": importSort },
    languageOptions: { parserOptions: { project: TYPES, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@nx/enforce-module-boundaries": boundaries(),
      "simple-import-sort/imports": "error",
      "simple-import-sort/exports": "error",
      "no-restricted-imports": ["error", { paths: [DEEP_IMPORTS_ONLY] }],
      "no-restricted-syntax": ["error", SYNTAX.environmentVariables, SYNTAX.shell],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/unified-signatures": "off",
      // `new Lb(this, "front-door", ...)` is how a construct is made: the side effect is the point.
      "no-new": "off",
      "@typescript-eslint/no-extraneous-class": "off",
    },
  },
  {
    // Programs: the dispatch function's is its handler.
    files: ["apps/*/main.ts", "apps/cli/src/main.ts", "libs/delivery/queue/src/handler.ts"],
    rules: { "no-restricted-syntax": ["error", SYNTAX.shell] },
  },
  {
    files: ["libs/stack/**/*.ts", "libs/network/**/*.ts", "libs/identity/**/*.ts", "libs/workload/**/*.ts"],
    ignores: ["**/*.spec.ts"],
    rules: {
      "no-restricted-syntax": ["error", SYNTAX.environmentVariables, SYNTAX.shell, SYNTAX.regionLiteral],
    },
  },
  {
    files: ["environments/**/*.ts"],
    ignores: ["**/*.spec.ts"],
    rules: {
      // Environments are facts: anything that computes belongs to a library.
      "no-restricted-syntax": [
        "error",
        { selector: ":function", message: "environments are literals: no functions" },
        {
          selector: "ConditionalExpression, IfStatement",
          message: "environments are literals: no conditionals",
        },
        {
          selector: "SpreadElement",
          message: "environments are literals: repeat the value, do not merge it",
        },
        { selector: "CallExpression, NewExpression", message: "environments are literals: no calls" },
        SYNTAX.environmentVariables,
      ],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "separate-type-imports" }],
    },
  },
  {
    files: ["**/*.spec.ts", "test/**/*.ts"],
    rules: {
      "@nx/enforce-module-boundaries": boundaries(["testing"], ["@tagform/**"]),
      "no-restricted-syntax": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
    },
  },
  prettier,
);
