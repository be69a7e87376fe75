import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type Git } from "@tagform/toolchain";

import { exportTree } from "../export-tree";

/** The tree of a commit in a folder of its own. */
export interface ExportedCommit {
  readonly tree: string;
  /** Git's object id of the tree. */
  readonly digest: string;
  /** What a git tree cannot hold. */
  readonly notes: readonly string[];
}

/** How many trees stay: tags of one release are on one commit, and a sweep may come by hundreds of commits. */
const KEPT = 4;

/** The trees of the last commits in a temporary folder: many tags may be on one commit. */
export class ExportedCommits {
  private readonly exported = new Map<string, ExportedCommit>();

  private constructor(
    private readonly git: Git,
    private readonly folder: string,
  ) {}

  /** Give `use` an empty collection, and remove its files afterwards. */
  public static async within<T>(git: Git, use: (commits: ExportedCommits) => Promise<T>): Promise<T> {
    const folder = await mkdtemp(join(tmpdir(), "tagform-commits-"));
    try {
      return await use(new ExportedCommits(git, folder));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** @throws RefusedError or UserError for a tree that must not or cannot be exported */
  public async get(commit: string): Promise<ExportedCommit> {
    const known = this.exported.get(commit);
    if (known !== undefined) return known;
    const tree = join(this.folder, commit);
    await rm(tree, { recursive: true, force: true });
    const notes = await exportTree(this.git, commit, tree);
    const made = { tree, digest: await this.git.treeOf(commit), notes };
    this.exported.set(commit, made);
    await this.forgetOldest();
    return made;
  }

  private async forgetOldest(): Promise<void> {
    const [oldest] = this.exported;
    if (oldest === undefined || this.exported.size <= KEPT) return;
    const [commit, { tree }] = oldest;
    this.exported.delete(commit);
    await rm(tree, { recursive: true, force: true });
  }
}
