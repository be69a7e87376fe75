import type { DeliveryPipelineConfig } from "../delivery-pipeline-config";
import { checkWatch } from "./check-watch";

const issues = (overrides: Pick<DeliveryPipelineConfig, "slack" | "trail">) =>
  checkWatch("w", overrides).map(({ path, message }) => `${path}: ${message}`);

test("good data has no issue", () => {
  expect(issues({})).toEqual([]);
  expect(
    issues({ slack: { teamId: "T0123ABCD", channelId: "C0123ABCD" }, trail: { environments: ["dev"] } }),
  ).toEqual([]);
});

test("names where ids are needed, and environments that are none, come together", () => {
  expect(
    issues({
      slack: { teamId: "acme", channelId: "#deliveries" },
      trail: { environments: ["dev", "devops" as "dev", "dev"] },
    }),
  ).toEqual([
    'w.slack.teamId: must be a workspace\'s id such as T0123ABCD, not its name, got "acme"',
    'w.slack.channelId: must be a channel\'s id such as C0123ABCD, not its name, got "#deliveries"',
    'w.trail.environments.1: must be one of dev, qa, staging, prod, tooling, landing-zone, got "devops"',
    "w.trail.environments.2: names dev a second time",
  ]);
  expect(issues({ trail: { environments: [] } })).toEqual([
    "w.trail.environments: names no environment: leave the trail out, or say what it is of",
  ]);
});
