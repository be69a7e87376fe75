import type { Environment, Team } from "@tagform/workload-catalog";

import { research } from "./research";

const website = research.scopes["us-east-1"].workloads.website;

// Each directive below is itself an error of the compiler when the line after it compiles.
const misspelled = {
  key: {
    accountId: "012345678901",
    scopes: {
      "us-east-1": {
        workloads: {
          // @ts-expect-error -- `capcity` is no key of a website
          website: { ...website, capcity: { min: 1, desired: 1, max: 1 } },
        },
      },
    },
  } as const satisfies Team,
  region: {
    accountId: "012345678901",
    // @ts-expect-error -- us-eest-1 is no Region
    scopes: { "us-eest-1": { workloads: { website } } },
  } as const satisfies Team,
  kind: {
    accountId: "012345678901",
    // @ts-expect-error -- there is no kind "webb"
    scopes: { "us-east-1": { workloads: { website: { kind: "webb" } } } },
  } as const satisfies Team,
  accountId: {
    // @ts-expect-error -- as a number an account id loses its leading zeros
    accountId: 12345678901,
    scopes: {},
  } as const satisfies Team,
  environment: {
    // @ts-expect-error -- there is no environment "develop"
    name: "develop",
    repository: "tagform",
    releaseBranch: "main",
    regions: ["us-east-1"],
    globalResourceDeployFromRegion: "us-east-1",
    state: { tfBackendConfigPrefix: "tagform", buildRegion: "us-east-1", layout: "central", locks: ["s3"] },
    approval: "none",
    teams: { research },
  } as const satisfies Environment,
};

test("a misspelled key, Region, kind or environment does not compile: the typecheck of this file says so", () => {
  expect(Object.keys(misspelled)).toHaveLength(5);
});
