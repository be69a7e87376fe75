import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

import { WorkspaceCopy } from "@tagform/testing";

import type { Rehearsal } from "./rehearsals";

const ROOT = path.resolve(__dirname, "../..");
const GLOBAL = "dev_global/research/1.0";
const REGIONAL = "dev_us-east-1/research/1.0";
const AGAIN = "dev_us-east-1/research/1.1";

// What set-up was offered besides what it installs; see tools/setup/offered-tools.mjs.
const OFFERED = path.join(ROOT, ".tagform/offered.json");
const offered = existsSync(OFFERED)
  ? (JSON.parse(readFileSync(OFFERED, "utf8")) as { offered?: { PROVIDER_MIRROR?: string } })
  : {};
const mirror = offered.offered?.PROVIDER_MIRROR;
const isOffered = mirror !== undefined && existsSync(mirror);
if (!isOffered)
  console.warn("SKIPPED: no real AWS provider is offered here, only the rehearsal provider was used");

(isOffered ? test : test.skip)(
  "the real AWS provider applies network, load balancer, fleet and roles, and then plans nothing",
  () => {
    const copy = new WorkspaceCopy(ROOT, process.env);
    try {
      const words = [REGIONAL, AGAIN, "--deploy-first", GLOBAL, "--provider", mirror ?? "", "--json"];
      const { exitCode, stdout, stderr } = copy.tagform("rehearse", ...words);
      expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
      const { deployments } = JSON.parse(stdout) as Rehearsal;
      expect(deployments.map(({ tag, result }) => [tag, result])).toEqual([
        [GLOBAL, "applied"],
        [REGIONAL, "applied"],
        [AGAIN, "unchanged"],
      ]);
    } finally {
      copy.dispose();
    }
  },
  600_000,
);
