import { digestOfFolder } from "../digest";
import { type RunDirectory } from "../run-directory";

/** Only terraform writes these: they are no part of what was planned. */
const TERRAFORM_DATA = [".terraform"];

/** Digest of the folder that was planned. */
export function digestOfWork(files: RunDirectory): Promise<string> {
  return digestOfFolder(files.work, TERRAFORM_DATA);
}
