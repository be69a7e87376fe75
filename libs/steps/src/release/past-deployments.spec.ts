import { type PastRecord } from "../record/read-records";
import { isDeployed, lastDeployment, proofOf } from "./past-deployments";

const APPLIED: PastRecord = { result: "applied", commit: "a", tag: "dev_global/risk/1.0" };
const FAILED_IN = (step: string): PastRecord => ({
  result: "failed",
  commit: "b",
  failure: { step, message: "m" },
});

test("a run that failed before apply left the cell as it was", () => {
  expect(lastDeployment([FAILED_IN("plan"), FAILED_IN("approve"), APPLIED])).toBe(APPLIED);
});

test("a run that failed in apply may have changed anything: its commit is not deployed", () => {
  const last = lastDeployment([FAILED_IN("apply"), APPLIED]);
  expect(last).toMatchObject({ commit: "b" });
  expect(isDeployed(last!)).toBe(false);
});

test("a commit is proven by a run that applied it, or found nothing to change", () => {
  const unchanged: PastRecord = { result: "unchanged", commit: "b" };
  expect(proofOf([FAILED_IN("apply"), unchanged, APPLIED], "b")).toBe(unchanged);
  expect(proofOf([FAILED_IN("apply"), APPLIED], "b")).toBeUndefined();
  expect(proofOf([{ result: "destroyed", commit: "a" }], "a")).toBeUndefined();
});
