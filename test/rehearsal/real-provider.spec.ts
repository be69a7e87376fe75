import path from "node:path";

import { offeredTools, WorkspaceCopy } from "@tagform/testing";

import type { Rehearsal } from "./rehearsals";

const ROOT = path.resolve(__dirname, "../..");
const GLOBAL = "dev_global/research/1.0";
const REGIONAL = "dev_us-east-1/research/1.0";
const AGAIN = "dev_us-east-1/research/1.1";

const { providerMirror: mirror } = offeredTools(ROOT);
const isOffered = mirror !== undefined;
if (!isOffered)
  console.warn("SKIPPED: no real AWS provider is offered here, only the rehearsal provider was used");

(isOffered ? test : test.skip)(
  "the real AWS provider applies network, load balancer, fleet and roles, and then plans nothing",
  () => {
    const copy = new WorkspaceCopy(ROOT, process.env);
    try {
      const words = [REGIONAL, AGAIN, "--deploy-first", GLOBAL, "--provider", mirror ?? "", "--json"];
      const { exitCode, stdout, stderr } = copy.tagform("rehearse", ...words);
      if (exitCode !== 0) throw new Error(stderr);
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
