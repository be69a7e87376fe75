import { createHash } from "node:crypto";
import {
  copyFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

/** Folders and files that no program is built from; git ignores them, too. */
const NOT_SOURCE = new Set([".git", "node_modules", "dist", ".nx", ".tagform", "cdktf.out"]);
const LOG = /\.log$/;

/** Bundles of one program that stay. */
const KEPT = 5;

/** What says what is in a shared bundle. */
const CONTENT = "content.json";

/**
 * Bundles that trees with the same files share: a commit that is exported for a delivery is built only if neither the
 * checkout nor an earlier export of the same files has built it.
 *
 * A bundle is found by the content of every file of the tree and by the list of installed packages, never by a name or
 * a time, and each of its files is compared with its digest before it is taken. They lie in the checkout whose packages
 * the tree uses, so that whoever could change them could change those.
 */
export class SharedBundles {
  /**
   * @param {string} root the tree
   * @param {string} checkout where shared bundles lie
   * @param {string} name of the program
   */
  constructor(root, checkout, name) {
    this.root = root;
    this.checkout = checkout;
    this.name = name;
    this.folder = join(checkout, ".tagform/bundles", name);
  }

  /** @returns {string | undefined} of the tree as it is now; undefined where no packages are installed */
  key() {
    try {
      return digestOf(`${treeDigest(this.root)}\0${packagesOf(this.root)}`);
    } catch {
      return undefined;
    }
  }

  /**
   * Copies the bundle of this tree into a new folder.
   *
   * @param {string | undefined} key of the tree
   * @param {string} target
   * @returns {string[] | undefined} the sources that it was made of; undefined when there is no sound one
   */
  take(key, target) {
    if (key === undefined) return undefined;
    try {
      const shared = join(this.folder, key);
      const { inputs, digests } = JSON.parse(readFileSync(join(shared, CONTENT), "utf8"));
      // What is compared is what is written: nothing is read twice.
      const files = Object.entries(digests).map(([file, digest]) => [
        file,
        readSound(join(shared, file), digest),
      ]);
      mkdirSync(target, { recursive: true });
      for (const [file, bytes] of files) writeFileSync(join(target, file), bytes);
      const now = new Date();
      utimesSync(shared, now, now);
      return inputs;
    } catch {
      rmSync(target, { recursive: true, force: true });
      return undefined;
    }
  }

  /**
   * Shares a bundle that was built of this tree. Nothing is shared when a file of the tree was edited, added or removed
   * meanwhile, or when the bundle holds what does not count for the tree.
   *
   * @param {string} expected the tree's key before the bundle was built
   * @param {string} source its folder
   * @param {string[]} inputs the sources that it was made of
   */
  put(expected, source, inputs) {
    if (this.key() !== expected || !inputs.every(countsForTree)) return;
    const part = join(this.folder, `.part-${process.pid}`);
    mkdirSync(part, { recursive: true });
    try {
      const digests = {};
      for (const file of readdirSync(source)) {
        digests[file] = digestOf(readFileSync(join(source, file)));
        linkOrCopy(join(source, file), join(part, file));
      }
      writeFileSync(join(part, CONTENT), JSON.stringify({ inputs, digests }));
      rmSync(join(this.folder, expected), { recursive: true, force: true });
      renameSync(part, join(this.folder, expected));
      this.#removeOld();
    } catch {
      // Another process shares the same; and without sharing a tree is built again, which is right, too.
    } finally {
      rmSync(part, { recursive: true, force: true });
    }
  }

  #removeOld() {
    const made = readdirSync(this.folder)
      .map((name) => ({ path: join(this.folder, name), at: statSync(join(this.folder, name)).mtimeMs }))
      .sort((left, right) => right.at - left.at);
    for (const { path } of made.slice(KEPT)) rmSync(path, { recursive: true, force: true });
  }
}

/** The list of packages that npm wrote where they were installed: a tree may only link to them. */
function packagesOf(root) {
  const installed = dirname(realpathSync(join(root, "node_modules/esbuild")));
  return readFileSync(join(installed, ".package-lock.json"), "utf8");
}

/** Paths and contents of all files that a program of the tree could be built from. */
function treeDigest(root) {
  const hash = createHash("sha256");
  const add = (folder) => {
    const entries = readdirSync(join(root, folder), { withFileTypes: true });
    for (const entry of entries.sort((left, right) => (left.name < right.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      if (NOT_SOURCE.has(entry.name) || LOG.test(entry.name)) continue;
      if (entry.isDirectory()) {
        add(path);
        continue;
      }
      const file = join(root, path);
      const content = entry.isSymbolicLink()
        ? Buffer.from(`link to ${readlinkSync(file)}`)
        : readFileSync(file);
      hash.update(`${path}\0${content.length}\0`).update(content);
    }
  };
  add("");
  return hash.digest("hex");
}

/** Packages count by npm's list of those that are installed beside the tree or where it links to. */
function countsForTree(input) {
  const [place, ...inPackage] = input.split("node_modules/");
  if (inPackage.length > 0) return place === "" || place.startsWith("../");
  return (
    input.startsWith("<") ||
    (!LOG.test(input) && !input.split("/").some((name) => NOT_SOURCE.has(name) || name === ".."))
  );
}

function readSound(file, digest) {
  const bytes = readFileSync(file);
  if (digestOf(bytes) !== digest) throw new Error(`${file} is not what was shared`);
  return bytes;
}

function digestOf(content) {
  return createHash("sha256").update(content).digest("hex");
}

/** Neither is ever written to again. */
export function linkOrCopy(from, to) {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}
