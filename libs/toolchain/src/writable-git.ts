import { Git } from "./git";

/** An annotated tag that is to be made. */
export interface NewTag {
  readonly name: string;
  /** Object id of the commit. */
  readonly commit: string;
  readonly message: string;
  /** Sign it with the key of the user's git configuration. */
  readonly sign: boolean;
}

export type PushResult = { readonly pushed: true } | { readonly pushed: false; readonly reason: string };

/** What git needs besides, to know who the user is, to sign and to reach a remote as the user does. */
const PERSONAL = [
  "GIT_AUTHOR_NAME",
  "GIT_AUTHOR_EMAIL",
  "GIT_COMMITTER_NAME",
  "GIT_COMMITTER_EMAIL",
  "EMAIL",
  "USER",
  "LOGNAME",
  "GNUPGHOME",
  "GPG_TTY",
  "SSH_AUTH_SOCK",
  "GIT_SSH",
  "GIT_SSH_COMMAND",
  "http_proxy",
  "https_proxy",
  "HTTPS_PROXY",
  "NO_PROXY",
  "no_proxy",
];

/** Makes tags in one repository and pushes them, as the user: with the user's identity, keys and agents. Asks nothing. */
export class WritableGit extends Git {
  /**
   * Make an annotated tag.
   *
   * @throws UserError in git's words: the tag exists, there is no identity, nothing to sign with
   */
  public async createTag({ name, commit, message, sign }: NewTag): Promise<void> {
    const kind = sign ? "--sign" : "--annotate";
    // A line that begins with # belongs to the message.
    const words = ["tag", kind, "--cleanup=whitespace", "--file=-", "--end-of-options", name, commit];
    const { exitCode, stderr } = await this.git(words, { input: message, variables: this.personal });
    if (exitCode !== 0) throw this.failure("tag", stderr);
  }

  /** Push one tag, and nothing else. A remote that refuses it is a result. */
  public async pushTag(remote: string, name: string): Promise<PushResult> {
    const ref = `refs/tags/${name}`;
    const words = ["push", "--no-follow-tags", "--end-of-options", remote, `${ref}:${ref}`];
    const { exitCode, stderr } = await this.git(words, { variables: this.personal });
    return exitCode === 0 ? { pushed: true } : { pushed: false, reason: reasonOf(stderr) };
  }

  /**
   * Names of the remote's tags below these folders of tags, as it has them now.
   *
   * @throws UserError in git's words if it cannot be reached
   */
  public async listRemoteTags(remote: string, folders: readonly string[]): Promise<string[]> {
    const patterns = folders.map((folder) => `refs/tags/${folder}/*`);
    const words = ["ls-remote", "--refs", "--end-of-options", remote, ...patterns];
    const { exitCode, stdout, stderr } = await this.git(words, { variables: this.personal });
    if (exitCode !== 0) throw this.failure("ls-remote", stderr);
    return stdout.split("\n").flatMap((line) => line.split("\trefs/tags/")[1] ?? []);
  }

  private get personal(): Record<string, string> {
    const { env } = this.options;
    return Object.fromEntries(
      PERSONAL.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])),
    );
  }
}

/** Why a remote refused, in one line: what its hook said, then git's own verdict. */
function reasonOf(stderr: string): string {
  const lines = stderr
    .split("\n")
    .map((line) => line.replace(/\p{Cc}/gu, " ").trim())
    .filter((line) => line !== "");
  const telling = lines.filter((line) => /^(remote:|fatal:|! )/.test(line));
  return (telling.length > 0 ? telling : lines).slice(0, 4).join("; ") || "git gave no reason";
}
