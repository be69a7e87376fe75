import { chmodSync, existsSync, lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { RefusedError, UserError } from "@tagform/outcome";

import { testContext } from "../fixtures/context";
import { GitRepository } from "../fixtures/git-repository";
import { temporaryFolder } from "../fixtures/temporary-folder";
import { source, type SourceRequest } from "./source";
import { type SourceManifest } from "./source-manifest";

// Real tools on a busy machine take their time.
jest.setTimeout(60_000);

const TAG = "dev_us-east-1/research/1.0";
let repository: GitRepository;
let run: string;

beforeEach(() => {
  repository = new GitRepository(join(temporaryFolder(), "repository"));
  run = temporaryFolder();
});

const request = (overrides: Partial<SourceRequest> = {}): SourceRequest => ({
  run,
  repository: repository.folder,
  tag: TAG,
  releaseBranch: "main",
  ...overrides,
});
const exported = (overrides: Partial<SourceRequest> = {}): Promise<SourceManifest> =>
  source(request(overrides), testContext());
const read = (path: string): string => readFileSync(join(run, "source", path), "utf8");

test("a tag on an old commit exports the old tree", async () => {
  const old = repository.commit({ "a.txt": "old", "gone.txt": "x" });
  repository.tag(TAG);
  repository.git("rm", "--quiet", "gone.txt");
  repository.commit({ "a.txt": "new", "later.txt": "x" });
  const manifest = await exported();
  expect(manifest).toMatchObject({
    tag: TAG,
    version: "1.0",
    cell: { environment: "dev", scope: "us-east-1", team: "research" },
    commit: old,
    tagObject: repository.git("rev-parse", `refs/tags/${TAG}`),
    branch: "refs/heads/main",
    tagger: { name: "Ada Lovelace", email: "ada@example.com" },
    message: `release ${TAG}`,
    tree: "source",
    digest: repository.git("rev-parse", `${old}^{tree}`),
    dependencies: "none",
  });
  expect(read("a.txt")).toBe("old");
  expect(readdirSync(join(run, "source")).sort()).toEqual(["a.txt", "gone.txt"]);
  expect(JSON.parse(readFileSync(join(run, "source.json"), "utf8"))).toEqual(manifest);
});

test("edits, staged changes and untracked files of the working tree do not leak in", async () => {
  repository.commit({ "a.txt": "committed", "b.txt": "committed" });
  repository.tag(TAG);
  repository.write("a.txt", "edited");
  repository.write("b.txt", "staged");
  repository.git("add", "b.txt");
  repository.write("untracked.txt", "x");
  await exported();
  expect([read("a.txt"), read("b.txt")]).toEqual(["committed", "committed"]);
  expect(existsSync(join(run, "source", "untracked.txt"))).toBe(false);
});

test("attributes neither leave files out nor change their bytes; modes and links are kept", async () => {
  repository.write("bin/tool", "#!/bin/sh\n");
  chmodSync(join(repository.folder, "bin/tool"), 0o755);
  repository.git("init", "--quiet");
  repository.commit({
    ".gitattributes": "hidden.txt export-ignore\nsubst.txt export-subst\ncrlf.txt text eol=crlf\n",
    "hidden.txt": "x",
    "subst.txt": "$Format:%H$",
    "crlf.txt": "a\n",
  });
  repository.git("update-index", "--add", "--cacheinfo", `120000,${link("bin/tool")},run`);
  repository.git("commit", "--quiet", "--message", "link");
  repository.tag(TAG);
  await exported();
  expect([read("hidden.txt"), read("subst.txt"), read("crlf.txt")]).toEqual(["x", "$Format:%H$", "a\n"]);
  expect(lstatSync(join(run, "source/bin/tool")).mode & 0o777).toBe(0o755);
  expect(lstatSync(join(run, "source/run")).isSymbolicLink()).toBe(true);
});

test("a link that leads out of the tree is refused", async () => {
  repository.commit({ "a.txt": "x" });
  repository.git("update-index", "--add", "--cacheinfo", `120000,${link("../outside")},a/link`);
  repository.git("update-index", "--add", "--cacheinfo", `120000,${link("../../outside")},b`);
  repository.git("commit", "--quiet", "--message", "link");
  repository.tag(TAG);
  await expect(exported()).rejects.toThrow('b of the commit is a link to "../../outside", outside');
  expect(existsSync(join(run, "source"))).toBe(false);
});

test("submodules and files in Git LFS are noted", async () => {
  const commit = repository.commit({
    "big.bin": "version https://git-lfs.github.com/spec/v1\noid sha256:0\n",
  });
  repository.git("update-index", "--add", "--cacheinfo", `160000,${commit},modules/x`);
  repository.git("commit", "--quiet", "--message", "submodule");
  repository.tag(TAG);
  expect((await exported()).notes).toEqual([
    "submodule modules/x is not part of the commit and was left out",
    "big.bin is in Git LFS: its pointer was exported, not its content",
  ]);
});

test("a lightweight tag is refused, with what to type", async () => {
  const commit = repository.commit({});
  repository.git("tag", TAG);
  await expect(exported()).rejects.toThrow(RefusedError);
  await expect(exported()).rejects.toThrow(
    `tag "${TAG}" is a lightweight tag on commit ${commit}, which does not say who made it and when: ` +
      `replace it by an annotated one: git tag -d ${TAG} && git tag -a ${TAG} ${commit}`,
  );
});

test("a tag on a commit that is not on the release branch is refused", async () => {
  repository.commit({});
  repository.git("checkout", "--quiet", "-b", "feature");
  repository.commit({ "a.txt": "unreviewed" });
  repository.tag(TAG);
  await expect(exported()).rejects.toThrow(RefusedError);
  await expect(exported()).rejects.toThrow(
    "is not on the release branch main (looked at refs/heads/main): merge it first",
  );
  expect((await exported({ releaseBranch: "feature" })).branch).toBe("refs/heads/feature");
});

test("the branch of origin counts, where the clone has no branch of its own", async () => {
  repository.commit({ "a.txt": "x" });
  repository.tag(TAG);
  const clone = new GitRepository(join(temporaryFolder(), "clone"));
  clone.git("fetch", "--quiet", "--tags", repository.folder, "main:refs/remotes/origin/main");
  expect((await exported({ repository: clone.folder })).branch).toBe("refs/remotes/origin/main");
});

test("a shallow clone says that history may be missing", async () => {
  repository.commit({ "a.txt": "1" });
  repository.tag(TAG);
  repository.commit({ "a.txt": "2" });
  const folder = join(temporaryFolder(), "shallow");
  repository.git("clone", "--quiet", "--depth=1", `file://${repository.folder}`, folder);
  repository.git(
    "-C",
    folder,
    "fetch",
    "--quiet",
    "--depth=1",
    "origin",
    `refs/tags/${TAG}:refs/tags/${TAG}`,
  );
  await expect(exported({ repository: folder })).rejects.toThrow(
    "this clone is shallow and may miss history",
  );
});

test("a tag that was moved since it was deployed is refused", async () => {
  const first = repository.commit({ "a.txt": "1" });
  repository.tag(TAG);
  const { tagObject } = await exported();
  repository.commit({ "a.txt": "2" });
  repository.git("tag", "--delete", TAG);
  repository.tag(TAG);
  run = temporaryFolder();
  const moved = exported({ knownTag: () => Promise.resolve({ tagObject, commit: first }) });
  await expect(moved).rejects.toThrow(RefusedError);
  await expect(moved).rejects.toThrow(`tag "${TAG}" was moved: it was deployed as commit ${first}`);
  expect((await exported({ knownTag: () => Promise.resolve(undefined) })).version).toBe("1.0");
});

describe("where tags need a signature", () => {
  const signedTags = { allowedSigners: "pipelines/allowed-signers" };

  test("one by a key of the release branch's file is taken, and the manifest says whose it is", async () => {
    repository.commit({ "a.txt": "x" });
    const first = repository.git("rev-parse", "HEAD");
    repository.commit({ "pipelines/allowed-signers": repository.sshKey("ada@example.com") });
    // The tagged commit itself need not have the file.
    repository.signedTag(TAG, first);
    const { signedBy, signed } = await exported({ signedTags });
    expect(signedBy).toMatch(/^ada@example\.com \(SHA256:/);
    expect(signed).toBe(true);
  });

  test.each<[string, () => void, string]>([
    [
      "no signature",
      () => repository.tag(TAG),
      "needs an SSH signature by a key of pipelines/allowed-signers",
    ],
    [
      "a signature by a key that only the tagged commit allows",
      () => {
        repository.commit({ "pipelines/allowed-signers": repository.sshKey("eve@example.com") });
        repository.signedTag(TAG);
        repository.commit({ "pipelines/allowed-signers": repository.sshKey("ada@example.com") });
      },
      "and has none (",
    ],
    [
      "no file on the release branch",
      () => {
        repository.git("rm", "--quiet", "pipelines/allowed-signers");
        repository.commit({});
        repository.signedTag(TAG);
      },
      "refs/heads/main has no such file",
    ],
  ])("%s is refused", async (_, prepare, message) => {
    repository.commit({ "pipelines/allowed-signers": repository.sshKey("bob@example.com") });
    prepare();
    await expect(exported({ signedTags })).rejects.toThrow(RefusedError);
    await expect(exported({ signedTags })).rejects.toThrow(message);
  });
});

test("a tag object that was made for another tag is refused", async () => {
  repository.commit({});
  repository.tag("prod_us-east-1/research/1.0");
  repository.git("update-ref", `refs/tags/${TAG}`, "refs/tags/prod_us-east-1/research/1.0");
  await expect(exported()).rejects.toThrow('points to a tag object made for "prod_us-east-1/research/1.0"');
});

test("a tag on something else than a commit is refused", async () => {
  repository.commit({});
  repository.tag(TAG, "HEAD^{tree}");
  await expect(exported()).rejects.toThrow(`tag "${TAG}" tags a tree, only a commit can be deployed`);
});

test("a tag that does not exist says how to make or get it", async () => {
  repository.commit({});
  await expect(exported()).rejects.toThrow(UserError);
  await expect(exported()).rejects.toThrow(
    `has no tag "${TAG}": make it with git tag -a ${TAG} <commit>, or get it with git fetch --tags`,
  );
});

test("a branch named like the tag is not taken for it", async () => {
  repository.commit({});
  repository.git("branch", TAG);
  await expect(exported()).rejects.toThrow(`has no tag "${TAG}"`);
});

test.each([
  "--upload-pack=touch /tmp/x",
  "dev_us-east-1/research/$(id)",
  "dev_us-east-1/../1.0",
  "dev_us-east-1/research/1.0\n",
  "dev_us-east-1/research/1.0^{tree}",
  "refs/tags/dev_us-east-1/research/1.0",
])("the hostile tag %j does not reach git", async (tag) => {
  await expect(source(request({ tag, repository: "/does/not/exist" }), testContext())).rejects.toThrow(
    /(deployment )?tag /,
  );
});

test("a name in the tag does not steer the terminal", async () => {
  repository.commit({});
  repository.git("-c", "user.name=x", "tag", "--annotate", TAG, "--message", "m");
  const text = repository.git("cat-file", "tag", TAG).replace("Ada Lovelace", "Eve\u001b[2J");
  repository.write("../tag-object", `${text}\n`);
  const id = repository.git("hash-object", "-t", "tag", "-w", "--literally", "../tag-object");
  repository.git("update-ref", `refs/tags/${TAG}`, id);
  const context = testContext();
  await source(request(), context);
  expect(context.lines.join()).toContain("tagged by Eve?[2J <ada@example.com>");
});

test("a run directory holds one run", async () => {
  repository.commit({ "a.txt": "x" });
  repository.tag(TAG);
  await exported();
  await expect(exported()).rejects.toThrow("is already there: a run directory holds one run, use a new one");
});

function link(target: string): string {
  repository.write("../target", target);
  return repository.git("hash-object", "-w", "../target");
}
