import path from "node:path";

import { offeredTools, WorkspaceCopy } from "@tagform/testing";

import type { Rehearsal } from "./rehearsals";

const ROOT = path.resolve(__dirname, "../..");
const TAGS = ["landing-zone_global/risk-prod/1.0", "landing-zone_global/risk-prod/1.1"];

const { providerMirror = "rehearsal" } = offeredTools(ROOT);
if (providerMirror === "rehearsal")
  console.warn("no real AWS provider is offered here: the rehearsal's own is used");

test("an account gets its whole baseline by tag, and a second tag changes nothing", () => {
  const copy = new WorkspaceCopy(ROOT, process.env);
  try {
    const { exitCode, stdout, stderr } = copy.tagform(
      ...["rehearse", ...TAGS, "--provider", providerMirror, "--json"],
    );
    if (exitCode !== 0) throw new Error(stderr);
    const { deployments } = JSON.parse(stdout) as Rehearsal;
    expect(deployments.map(({ result }) => result)).toEqual(["applied", "unchanged"]);
    expect(deployments[0]?.outputs["baseline_quotas_state"]).toMatchObject({
      "ec2 L-1216C47A us-east-1": { asked: 512, now: 1 },
      "ec2 L-1216C47A eu-central-1": { asked: 512, now: 1 },
    });
  } finally {
    copy.dispose();
  }
}, 600_000);
