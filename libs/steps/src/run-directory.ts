import { join } from "node:path";

/** The files of one delivery run, all inside `root`; each step reads those of the steps before it. */
export interface RunDirectory {
  readonly root: string;
  /** {@link Cloud}; absent = the real AWS. */
  readonly cloud: string;
  /** {@link SourceManifest}. */
  readonly sourceManifest: string;
  /** The exported tree of the tagged commit. */
  readonly source: string;
  /** One folder per stack, as synthesized. */
  readonly synth: string;
  readonly verify: string;
  readonly plan: string;
  /** Where terraform runs: the configuration, overrides, lock file and `.terraform`. */
  readonly work: string;
  /** The plan that apply applies. It may hold secrets: mode 0600. */
  readonly planFile: string;
  /** `terraform show -json` of the plan. It may hold secrets: mode 0600. */
  readonly planJson: string;
  readonly planText: string;
  /** {@link PlanPolicy}: what our rules on plans say. */
  readonly planPolicy: string;
  /** {@link PlanSummary}. */
  readonly planSummary: string;
  /** {@link SealStatement}, as canonical JSON: the SHA-256 of this file is what is approved. */
  readonly seal: string;
  /** {@link SealSignature} of the statement. */
  readonly sealSignature: string;
  /** {@link Approval}. */
  readonly approval: string;
  /** {@link ApplyResult}. */
  readonly apply: string;
  /** {@link DeploymentRecord}. */
  readonly record: string;
}

export function runDirectory(root: string): RunDirectory {
  const plan = join(root, "plan");
  return {
    root,
    cloud: join(root, "cloud.json"),
    sourceManifest: join(root, "source.json"),
    source: join(root, "source"),
    synth: join(root, "synth"),
    verify: join(root, "verify"),
    plan,
    work: join(root, "work"),
    planFile: join(plan, "tfplan"),
    planJson: join(plan, "plan.json"),
    planText: join(plan, "plan.txt"),
    planPolicy: join(plan, "policy.json"),
    planSummary: join(plan, "summary.json"),
    seal: join(plan, "seal.json"),
    sealSignature: join(plan, "seal.sig.json"),
    approval: join(root, "approval.json"),
    apply: join(root, "apply.json"),
    record: join(root, "record.json"),
  };
}
