import { PENDING } from "@tagform/deployment";

/** The files that may name an account, by their path in the checkout. */
export interface AccountFiles {
  /** TypeScript files of all environments, specs left out. */
  list(): Promise<readonly string[]>;
  read(path: string): Promise<string>;
  write(path: string, text: string): Promise<void>;
}

/**
 * Writes the ids of vended accounts wherever an environment waits for them, and nothing else in those files.
 *
 * @param ids by the name of the account's file
 * @returns the files that were changed, in the order of their paths
 */
export async function writeAccountIds(
  files: AccountFiles,
  ids: ReadonlyMap<string, string>,
): Promise<string[]> {
  if (ids.size === 0) return [];
  const texts = new Map([...ids].map(([name, id]) => [`${PENDING}${name}`, id]));
  // Behind it stands a compiler, which no other command should load.
  const { replaceTexts } = await import("@tagform/source-edit");
  const changed: string[] = [];
  for (const path of [...(await files.list())].sort()) {
    const text = await files.read(path);
    const after = text.includes(PENDING) ? replaceTexts(path, text, texts) : undefined;
    if (after === undefined) continue;
    await files.write(path, after);
    changed.push(path);
  }
  return changed;
}
