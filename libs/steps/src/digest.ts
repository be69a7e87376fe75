import { createHash } from "node:crypto";
import { open, readdir, readlink } from "node:fs/promises";
import { join } from "node:path";

const CHUNK_BYTES = 256 * 1024;

/** SHA-256, as hexadecimal text. */
export function digestOfBytes(bytes: string | Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** SHA-256 of a file, as hexadecimal text. */
export async function digestOfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  const file = await open(path);
  try {
    // One for the whole file: a stream would leave a hundred megabytes of them behind a program like terraform.
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    for (;;) {
      const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES);
      if (bytesRead === 0) return hash.digest("hex");
      hash.update(chunk.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}

/**
 * SHA-256 of a folder: of the names and contents of all files in it, as hexadecimal text. It does not depend on
 * the folder's place, nor on times and modes.
 *
 * @param without names at the top of the folder that do not count
 */
export async function digestOfFolder(folder: string, without: readonly string[] = []): Promise<string> {
  const files = await filesOf(folder, "", without);
  const hash = createHash("sha256");
  for (const path of files.sort()) {
    hash.update(`${JSON.stringify(path)} ${await digestOfFile(join(folder, path))}\n`);
  }
  return hash.digest("hex");
}

async function filesOf(folder: string, inside: string, without: readonly string[] = []): Promise<string[]> {
  const entries = await readdir(join(folder, inside), { withFileTypes: true });
  const nested = entries
    .filter(({ name }) => !without.includes(name))
    .map(async (entry) => {
      const path = inside === "" ? entry.name : `${inside}/${entry.name}`;
      if (entry.isDirectory()) return filesOf(folder, path);
      if (!entry.isFile()) throw new Error(`${join(folder, path)} is no file${await target(folder, path)}`);
      return [path];
    });
  return (await Promise.all(nested)).flat();
}

async function target(folder: string, path: string): Promise<string> {
  return readlink(join(folder, path)).then(
    (link) => ` but a link to ${link}: a digest covers plain files only`,
    () => ": a digest covers plain files only",
  );
}
