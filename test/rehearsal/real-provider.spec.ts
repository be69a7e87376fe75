import { cpSync } from "node:fs";
import path from "node:path";

import { offeredTools, WorkspaceCopy } from "@tagform/testing";

import type { Rehearsal } from "./rehearsals";

const ROOT = path.resolve(__dirname, "../..");
const GLOBAL = "dev_global/research/1.0";
const REGIONS = ["us-east-1", "eu-central-1", "ap-southeast-1"];

const { providerMirror: mirror } = offeredTools(ROOT);
const isOffered = mirror !== undefined;
if (!isOffered)
  console.warn("SKIPPED: no real AWS provider is offered here, only the rehearsal provider was used");

(isOffered ? test : test.skip)(
  "the real AWS provider applies what the kind web offers, and then plans nothing",
  () => {
    const copy = new WorkspaceCopy(ROOT, process.env);
    try {
      cpSync(
        path.join(__dirname, "fixtures/research.ts"),
        path.join(copy.root, "environments/dev/research.ts"),
      );
      copy.commit("use what the kind web offers");
      const versions = REGIONS.flatMap((region) => ["1.0", "1.1"].map((v) => `dev_${region}/research/${v}`));
      const words = [...versions, "--deploy-first", GLOBAL, "--provider", mirror ?? "", "--json"];
      const { exitCode, stdout, stderr } = copy.tagform("rehearse", ...words);
      if (exitCode !== 0) throw new Error(stderr);
      const { deployments } = JSON.parse(stdout) as Rehearsal;
      expect(deployments.map(({ tag, result }) => [tag, result])).toEqual([
        [GLOBAL, "applied"],
        ...versions.map((tag) => [tag, tag.endsWith("1.0") ? "applied" : "unchanged"]),
      ]);
    } finally {
      copy.dispose();
    }
  },
  1_200_000,
);
