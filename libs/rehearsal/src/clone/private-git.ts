import { UserError } from "@tagform/outcome";
import { gitEnvironment, InterruptedError, run } from "@tagform/toolchain";

export interface PrivateGitOptions {
  /** Path of the git executable. */
  readonly path: string;
  /** The ambient environment; of it git gets only what it needs. */
  readonly env: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** What a user's configuration could do to a clone or a tag, switched off: hooks, signatures, refusals. */
const PLAIN = [
  "core.hooksPath=/dev/null",
  "core.fsmonitor=false",
  "tag.gpgSign=false",
  "tag.forceSignAnnotated=false",
  "clone.rejectShallow=false",
  "protocol.file.allow=always",
  "advice.detachedHead=false",
].flatMap((setting) => ["-c", setting]);

/** Who makes tags in a rehearsal; nobody can have this address. */
export const REHEARSAL_IDENTITY = { name: "Tagform rehearsal", email: "rehearsal@tagform.invalid" };

/** Git commands that write: only ever into a clone of our own. */
export class PrivateGit {
  public constructor(private readonly options: PrivateGitOptions) {}

  /** What git printed, or undefined if it ended with an exit code of `quiet`. @throws UserError if git fails */
  public async text(
    cwd: string,
    args: readonly string[],
    quiet: readonly number[] = [],
  ): Promise<string | undefined> {
    const { path, env, signal } = this.options;
    const { name, email } = REHEARSAL_IDENTITY;
    const { exitCode, stdout, stderr, interrupted } = await run(path, [...PLAIN, ...args], {
      cwd,
      env: {
        ...gitEnvironment(env),
        GIT_AUTHOR_NAME: name,
        GIT_AUTHOR_EMAIL: email,
        GIT_COMMITTER_NAME: name,
        GIT_COMMITTER_EMAIL: email,
      },
      ownGroup: true,
      ...(signal === undefined ? {} : { signal }),
    });
    if (interrupted) throw new InterruptedError("interrupted while git was running");
    if (exitCode === 0) return stdout;
    if (quiet.includes(exitCode)) return undefined;
    throw new UserError(`git ${args[0] ?? ""} failed in ${cwd}: ${stderr.trim()}`);
  }

  /** Object id of a revision, undefined if there is none. */
  public async resolve(cwd: string, revision: string): Promise<string | undefined> {
    const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", revision];
    return (await this.text(cwd, args, [1]))?.trim();
  }

  public async isAncestor(cwd: string, commit: string, of: string): Promise<boolean> {
    return (await this.text(cwd, ["merge-base", "--is-ancestor", commit, of], [1])) !== undefined;
  }
}
