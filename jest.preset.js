const path = require("node:path");
const { compilerOptions } = require("./tsconfig.base.json");

/** `@tagform/...` as tsconfig.base.json maps it, so that the two cannot differ. */
const moduleNameMapper = Object.fromEntries(
  Object.entries(compilerOptions.paths).map(([alias, [target]]) => [
    `^${alias.replace("*", "(.*)")}$`,
    path.join(__dirname, target.replace("*", "$1")),
  ]),
);

/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  // Speed is measured by the bench, never by a test: this only ends what hangs.
  testTimeout: 60_000,
  testMatch: ["**/*.spec.ts"],
  moduleNameMapper,
  transform: { "^.+\\.ts$": ["@swc/jest", { jsc: { target: "es2022" }, module: { type: "commonjs" } }] },
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/.tagform/", "<rootDir>/cdktf.out/"],
};
