import { readdir } from "node:fs/promises";
import { join } from "node:path";

import { RefusedError } from "@tagform/outcome";

import { type Cloud } from "../cloud";
import { digestOfFile } from "../digest";
import { readRunFile } from "../json-file";
import { type RunDirectory } from "../run-directory";
import { CHECK_NAMES } from "../verify/finding";
import { VERIFY_REPORT } from "../verify/verify-report";
import { assertAssets } from "./check-assets";

/** Files that terraform or tofu would read as configuration or as values of variables. */
const READ_BY_TERRAFORM = /\.(tf|tofu)(\.json)?$|\.tfvars(\.json)?$/;

/**
 * Check that what would be planned is what was verified, and that it passed.
 *
 * @throws RefusedError if it is not, UserError if the run was not verified at all
 */
export async function assertVerified(
  files: RunDirectory,
  stackName: string,
  { kind }: Pick<Cloud, "kind">,
): Promise<void> {
  const report = await readRunFile(join(files.verify, "report.json"), VERIFY_REPORT);
  const refuse = (problem: string): RefusedError => new RefusedError(`${problem}: run tagform verify again`);
  if (report.stackName !== stackName) {
    throw refuse(`${report.stackName} was verified, ${stackName} cannot be planned from that`);
  }
  const missing = CHECK_NAMES.filter((name) => !report.checks.some((check) => check.name === name));
  if (missing.length > 0) throw refuse(`${missing.join(", ")} did not check it`);
  if (!report.ok) throw refuse("verify did not pass, what has findings is not planned");
  if (kind === "aws" && report.mode === "rehearsal") {
    throw refuse(
      "it was verified as a rehearsal, which goes on without missing tools, and the real AWS needs all",
    );
  }
  const folder = join(files.synth, stackName);
  const configuration = (await readdir(folder)).filter((name) => READ_BY_TERRAFORM.test(name));
  const others = configuration.filter((name) => name !== report.file);
  if (others.length > 0) throw refuse(`${others.join(", ")} in ${folder} was not verified`);
  if (!configuration.includes(report.file))
    throw refuse(`${report.file} was verified and is not in ${folder}`);
  if ((await digestOfFile(join(folder, report.file))) !== report.sha256) {
    throw refuse(`${join(folder, report.file)} was altered after it was verified`);
  }
  await assertAssets(folder);
}
