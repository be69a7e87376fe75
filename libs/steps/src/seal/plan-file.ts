import type { Entry, ZipFile } from "yauzl";

import { digestOfBytes } from "../digest";

/** What terraform put into a plan file besides the plan: the configuration and the lock file that it was made from. */
export interface PlanFileContent {
  /** Digest of all names and contents below `tfconfig/`. */
  readonly config: string;
  /** Digests of the files of the root module by name: `cdk.tf`. */
  readonly rootModule: Readonly<Record<string, string>>;
  /** Text of the dependency lock file. */
  readonly lockFile: string;
}

const CONFIG = "tfconfig/";
const ROOT_MODULE = `${CONFIG}m-/`;
const LOCK_FILE = ".terraform.lock.hcl";
/** A configuration is text; more than this is none. */
const MOST_BYTES = 256 * 1024 * 1024;

/** @throws Error if the file is no plan file of terraform or tofu: a ZIP archive, in which no name comes twice */
export async function readPlanFile(path: string): Promise<PlanFileContent> {
  const texts = await readEntries(path);
  const digests = [...texts]
    .filter(([name]) => name.startsWith(CONFIG))
    .map(([name, text]) => [name, digestOfBytes(text)] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  const rootModule = digests
    .filter(([name]) => name.startsWith(ROOT_MODULE))
    .map(([name, digest]) => [name.slice(ROOT_MODULE.length), digest] as const);
  return {
    config: digestOfBytes(digests.map(([name, digest]) => `${JSON.stringify(name)} ${digest}\n`).join("")),
    rootModule: Object.fromEntries(rootModule),
    lockFile: texts.get(LOCK_FILE)?.toString("utf8") ?? "",
  };
}

async function readEntries(path: string): Promise<Map<string, Buffer>> {
  // Loaded here, because only what handles a saved plan needs it.
  const { openPromise } = await import("yauzl");
  const zip = await openPromise(path, { autoClose: false });
  const found = new Map<string, Buffer>();
  const seen = new Set<string>();
  try {
    for await (const entry of zip.eachEntry()) {
      // Which of two files with one name terraform reads is not ours to guess.
      if (seen.has(entry.fileName)) throw new Error(`${entry.fileName} is in it twice`);
      seen.add(entry.fileName);
      if (entry.fileName.startsWith(CONFIG) || entry.fileName === LOCK_FILE) {
        found.set(entry.fileName, await contentOf(zip, entry));
      }
    }
  } finally {
    zip.close();
  }
  return found;
}

async function contentOf(zip: ZipFile, entry: Entry): Promise<Buffer> {
  if (entry.uncompressedSize > MOST_BYTES)
    throw new Error(`${entry.fileName} is too large for a configuration`);
  const chunks: Buffer[] = [];
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
