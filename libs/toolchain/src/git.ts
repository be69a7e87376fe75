import { UserError } from "@tagform/outcome";

import { BlobReader } from "./blob-reader";
import { type AnnotatedTag, parseAnnotatedTag } from "./git-tag";
import { run, type RunResult } from "./run";
import { type SignatureVerdict, type Signers, verifyTagSignature } from "./tag-signature";

export interface GitOptions {
  /** Path of the git executable. */
  readonly path: string;
  /** A folder of the repository. */
  readonly repository: string;
  /** The ambient environment; of it git gets only what it needs. */
  readonly env: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** One file of a commit's tree. */
export interface TreeEntry {
  /** `100644`, `100755` (executable), `120000` (symbolic link), `160000` (submodule). */
  readonly mode: string;
  readonly objectId: string;
  /** Path from the root of the tree, with `/`. */
  readonly path: string;
}

/** A tag's name and the object that it points to. */
export interface TagReference {
  readonly name: string;
  /** Of the annotated tag; of the commit itself if the tag is lightweight. */
  readonly objectId: string;
}

/** One commit, as a person tells it from others. */
export interface CommitLine {
  readonly id: string;
  /** First line of its message, as its author wrote it: not safe for a terminal. */
  readonly subject: string;
}

/** What a repository could run or replace behind our back, switched off. */
const HARDENED = ["-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-c", "core.pager=cat"];
const INHERITED = ["PATH", "HOME", "XDG_CONFIG_HOME", "TMPDIR", "SSL_CERT_FILE"];

/**
 * Environment for git: what it needs of the ambient one, no prompts, no pager, and no replacement or graft
 * that would show other objects than those that ids name. `GIT_DIR` and its like are not inherited.
 */
export function gitEnvironment(ambient: Readonly<Record<string, string>>): Record<string, string> {
  const inherited = INHERITED.flatMap((name) => {
    const value = ambient[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(inherited),
    LC_ALL: "C",
    GIT_TERMINAL_PROMPT: "0",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_NO_REPLACE_OBJECTS: "1",
    GIT_GRAFT_FILE: "/dev/null",
    GIT_PAGER: "cat",
  };
}

/** How one call of git differs from others. */
interface GitCall {
  readonly input?: string;
  readonly onBytes?: (bytes: Buffer) => void;
  /** Further variables of its environment. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** Reads one repository. Names are passed behind `--end-of-options`, so none is taken for an option. */
export class Git {
  public constructor(protected readonly options: GitOptions) {}

  /** Object id of a full reference name (`refs/tags/...`) or of a revision; undefined if there is none. */
  public async resolve(revision: string): Promise<string | undefined> {
    const { exitCode, stdout, stderr } = await this.git([
      "rev-parse",
      "--verify",
      "--quiet",
      "--end-of-options",
      revision,
    ]);
    if (exitCode !== 0 && stderr.trim() !== "") throw this.failure("rev-parse", stderr);
    return exitCode === 0 ? stdout.trim() : undefined;
  }

  /** `commit`, `tag`, `tree` or `blob`. */
  public async objectType(objectId: string): Promise<string> {
    return (await this.succeed("cat-file", "-t", "--end-of-options", objectId)).trim();
  }

  public async readTag(objectId: string): Promise<AnnotatedTag> {
    return parseAnnotatedTag(await this.succeed("cat-file", "tag", objectId));
  }

  /** Object id of the commit's tree. */
  public async treeOf(commit: string): Promise<string> {
    const tree = await this.resolve(`${commit}^{tree}`);
    if (tree === undefined) throw this.failure("rev-parse", `commit ${commit} has no tree`);
    return tree;
  }

  public async isAncestor(commit: string, of: string): Promise<boolean> {
    const { exitCode, stderr } = await this.git([
      "merge-base",
      "--is-ancestor",
      "--end-of-options",
      commit,
      of,
    ]);
    if (exitCode > 1) throw this.failure("merge-base", stderr);
    return exitCode === 0;
  }

  /** Names of the tags below a folder of tags (`dev_global/research`), in git's order. */
  public async listTags(folder: string): Promise<string[]> {
    const listing = await this.succeed("for-each-ref", "--format=%(refname:strip=2)", `refs/tags/${folder}/`);
    return listing.split("\n").filter((name) => name !== "");
  }

  /** The tags whose names match a pattern, in which `*` stops at a slash, in git's order. */
  public async tagReferences(pattern: string): Promise<TagReference[]> {
    const format = "--format=%(objectname) %(refname:strip=2)";
    const listing = await this.succeed("for-each-ref", format, `refs/tags/${pattern}`);
    return listing.split("\n").flatMap((line) => {
      const [objectId, name] = line.split(" ");
      return objectId === undefined || name === undefined ? [] : [{ name, objectId }];
    });
  }

  /** Verify the signature of a tag object; see {@link verifyTagSignature}. */
  public verifyTag(objectId: string, signers: Signers): Promise<SignatureVerdict> {
    const env = gitEnvironment(this.options.env);
    return verifyTagSignature(objectId, signers, env, (words, variables) => this.git(words, { variables }));
  }

  /** Text of a file of a commit; undefined if the commit has no such file. */
  public async readFile(commit: string, path: string): Promise<string | undefined> {
    const objectId = await this.resolve(`${commit}:${path}`);
    if (objectId === undefined || (await this.objectType(objectId)) !== "blob") return undefined;
    return this.succeed("cat-file", "blob", objectId);
  }

  /** Commits of `tip` that `base` does not hold, newest first, at most `most`. */
  public async commitsBetween(base: string, tip: string, most: number): Promise<CommitLine[]> {
    const listing = await this.succeed(
      "log",
      "-z",
      `--max-count=${most}`,
      "--format=%H %s",
      "--end-of-options",
      `${base}..${tip}`,
    );
    return listing.split("\0").flatMap((line) => {
      const { id, subject } = /^(?<id>[0-9a-f]+) (?<subject>[^]*)$/.exec(line)?.groups ?? {};
      return id === undefined || subject === undefined ? [] : [{ id, subject }];
    });
  }

  /** Whether the working tree differs from its commit: edits, staged changes, new files. */
  public async isDirty(): Promise<boolean> {
    return (await this.succeed("status", "--porcelain", "-z")) !== "";
  }

  /** Names of the remotes. */
  public async remotes(): Promise<string[]> {
    return (await this.succeed("remote")).split("\n").filter((name) => name !== "");
  }

  /** All commits of a revision, one per line and children first, each followed by its parents. */
  public async history(revision: string): Promise<string> {
    return this.succeed("rev-list", "--topo-order", "--parents", "--end-of-options", revision);
  }

  /** Whether old history is missing, as in a clone made with `--depth`. */
  public async isShallow(): Promise<boolean> {
    return (await this.succeed("rev-parse", "--is-shallow-repository")).trim() === "true";
  }

  /** Every file of a commit's or tree's tree, in git's order. */
  public async listTree(objectId: string): Promise<TreeEntry[]> {
    const listing = await this.succeed("ls-tree", "-r", "-z", "--full-tree", "--end-of-options", objectId);
    return listing.split("\0").flatMap((line) => {
      const { mode, id, path } =
        /^(?<mode>\d{6}) \w+ (?<id>[0-9a-f]+)\t(?<path>[^]+)$/.exec(line)?.groups ?? {};
      return mode === undefined || id === undefined || path === undefined
        ? []
        : [{ mode, objectId: id, path }];
    });
  }

  /**
   * Read blobs, in the order given. Each is checked against its object id; no filter, line-end conversion
   * or export attribute touches it.
   */
  public async readBlobs(
    objectIds: readonly string[],
    onBlob: (content: Buffer, index: number) => void,
  ): Promise<void> {
    if (objectIds.length === 0) return;
    const reader = new BlobReader(objectIds, onBlob);
    const { exitCode, stderr } = await this.git(["cat-file", "--batch"], {
      input: `${objectIds.join("\n")}\n`,
      onBytes: (bytes) => reader.push(bytes),
    });
    if (exitCode !== 0) throw this.failure("cat-file", stderr);
    reader.end();
  }

  protected async succeed(command: string, ...args: readonly string[]): Promise<string> {
    const { exitCode, stdout, stderr } = await this.git([command, ...args]);
    if (exitCode !== 0) throw this.failure(command, stderr);
    return stdout;
  }

  protected git(args: readonly string[], extra: GitCall = {}): Promise<RunResult> {
    const { path, repository, env, signal } = this.options;
    const { variables = {}, ...more } = extra;
    return run(path, [...HARDENED, ...args], {
      cwd: repository,
      env: { ...gitEnvironment(env), ...variables },
      ...(signal === undefined ? {} : { signal }),
      ...more,
    });
  }

  protected failure(command: string, detail: string): UserError {
    const reason = detail.trim() === "" ? "no reason given" : detail.trim();
    return new UserError(`git ${command} failed in ${this.options.repository}: ${reason}`);
  }
}
