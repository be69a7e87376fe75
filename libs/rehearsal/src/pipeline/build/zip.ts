import { createWriteStream } from "node:fs";
import { chmod, lstat, mkdir, readlink, symlink } from "node:fs/promises";
import { dirname, isAbsolute, join, normalize } from "node:path";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";

import { UserError } from "@tagform/outcome";
import { type Entry, fromBufferPromise } from "yauzl";
import { ZipFile } from "yazl";

const TYPE = 0o170000;
const LINK = 0o120000;

/** Files of a folder, by their paths in it, as a ZIP. Links stay links. */
export async function zipped(directory: string, files: readonly string[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const file of files) {
    const path = join(directory, file);
    const { mode, mtime } = await lstat(path);
    if ((mode & TYPE) === LINK) zip.addBuffer(Buffer.from(await readlink(path)), file, { mode, mtime });
    else zip.addFile(path, file, { mode, mtime });
  }
  zip.end();
  return buffer(zip.outputStream);
}

/** Lays the files of a ZIP into a new folder. @throws UserError if one would lie outside */
export async function unzipTo(directory: string, zip: Buffer, name: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  const archive = await fromBufferPromise(zip).catch((cause: unknown) => {
    throw new UserError(`${name} is no ZIP archive`, { cause });
  });
  for await (const entry of archive.eachEntry()) {
    const inside = normalize(entry.fileName);
    if (inside.startsWith("..") || isAbsolute(inside)) {
      throw new UserError(`${name} has a file outside of its folder: ${entry.fileName}`);
    }
    const path = join(directory, inside);
    if (entry.fileName.endsWith("/")) await mkdir(path, { recursive: true });
    else await lay(path, entry, await archive.openReadStreamPromise(entry));
  }
}

async function lay(path: string, entry: Entry, content: NodeJS.ReadableStream): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const mode = entry.externalFileAttributes >>> 16;
  if ((mode & TYPE) === LINK) {
    await symlink((await buffer(content)).toString("utf8"), path);
    return;
  }
  await pipeline(content, createWriteStream(path));
  if ((mode & 0o777) !== 0) await chmod(path, mode & 0o777);
}
