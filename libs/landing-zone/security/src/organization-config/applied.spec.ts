import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";

import { REGION_CODES, REGIONS } from "@tagform/deployment";
import { installed } from "@tagform/testing";

import { MANAGED_RULES } from "./managed-rule";

interface PublishedRule {
  readonly Parameters: readonly { readonly Name: string; readonly Optional: boolean }[];
  readonly "AWS Region": string;
}

const CHECKOUT = resolve(__dirname, "../../../../..");
const server = installed(CHECKOUT, "moto_server");
if (server === undefined) console.warn("SKIPPED: this machine has no moto");
const testPublished = server === undefined ? test.skip : test;

/** What AWS's pages say of every managed rule, as moto has read them. */
function publishedRules(program: string): Readonly<Record<string, PublishedRule>> {
  const libraries = join(dirname(dirname(program)), "lib");
  const [python = ""] = readdirSync(libraries).filter((name) => name.startsWith("python"));
  const file = join(libraries, python, "site-packages/moto/config/resources/aws_managed_rules.json.gz");
  const { ManagedRules } = JSON.parse(gunzipSync(readFileSync(file)).toString()) as {
    ManagedRules: Readonly<Record<string, PublishedRule>>;
  };
  return ManagedRules;
}

testPublished.each(Object.entries(MANAGED_RULES))(
  "AWS publishes %s with the same parameters and Regions",
  (identifier, { parameters = {}, notIn = [] }) => {
    const published = publishedRules(server!)[identifier];
    expect(published).toBeDefined();
    const known = Object.fromEntries(
      published!.Parameters.map(({ Name, Optional }) => [Name, Optional ? "optional" : "required"]),
    );
    expect(parameters).toEqual(known);
    const [, exceptions = ""] = published!["AWS Region"].split(" except ");
    const excepted = REGION_CODES.filter((code) => exceptions.includes(REGIONS[code].name));
    expect([...notIn].sort()).toEqual(excepted.sort());
  },
);
