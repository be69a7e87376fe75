import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { type Terraform, TerraformError } from "@tagform/toolchain";

import { type RunDirectory } from "../run-directory";

/** What terraform keeps of a state that it could not save. */
export const UNSAVED_STATE = "errored.tfstate";

const SECRET = 0o600;
/** Terraform could not even write the file, and has printed the state instead. */
const WAS_PRINTED = /Failed to create local state file/;

/**
 * What to do about a state that an apply could not save; undefined if it saved it. A state that terraform could only print,
 * because the disk is full, is taken from what it printed.
 */
export async function unsavedState(
  terraform: Terraform,
  { work }: RunDirectory,
  error: unknown,
): Promise<string | undefined> {
  const file = join(work, UNSAVED_STATE);
  const printed = printedState(error);
  const push = terraform.command("state", "push", UNSAVED_STATE);
  if (printed !== undefined && !(await isWritten(file, printed))) {
    return (
      `the new state could be saved nowhere, the disk is full as well: it is in the lines of apply above, from the first { ` +
      `to the last }. Copy it, before anything else, without the word before each line, into ${file}, then save it with\n  ${push}`
    );
  }
  const kept = await readFile(file).catch(() => undefined);
  if (kept === undefined) return undefined;
  return `the new state could not be saved and lies in ${UNSAVED_STATE}: save it, before anything else, with\n  ${push}`;
}

function printedState(error: unknown): string | undefined {
  if (!(error instanceof TerraformError) || !WAS_PRINTED.test(error.result.stderr)) return undefined;
  return /^\{$[^]*^\}$/m.exec(error.result.stderr)?.[0];
}

async function isWritten(file: string, text: string): Promise<boolean> {
  try {
    await writeFile(file, text, { mode: SECRET });
    return (await readFile(file, "utf8")) === text;
  } catch {
    return false;
  }
}
