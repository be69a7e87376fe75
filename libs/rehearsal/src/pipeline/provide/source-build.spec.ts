import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { parseDeploymentTag } from "@tagform/deployment";

import { PrivateGit } from "../../clone/private-git";
import { type ProjectDefinition, type WebhookFilter } from "../definition/project-definition";
import { provideHostsBranch, sourceBuild } from "./source-build";

const ENV = { PATH: process.env["PATH"] ?? "" };
const { signal } = new AbortController();

function build(webhook: WebhookFilter[][] | undefined) {
  const project = { name: "tagform-dev-source", webhook } as unknown as ProjectDefinition;
  return sourceBuild({
    definition: { projects: new Map([[project.name, project]]) },
    tag: parseDeploymentTag("dev_global/research/1.0"),
    repository: "",
    git: "git",
    env: ENV,
    signal,
  });
}
const pushOf = (pattern: string): WebhookFilter[][] => [
  [
    { type: "EVENT", pattern: "PUSH" },
    { type: "HEAD_REF", pattern },
  ],
];

test("a push of a tag that the webhook's filters let through starts the source project, which is told the tag", () => {
  expect(build(pushOf("^refs/tags/dev_")).overrides).toMatchObject({
    CODEBUILD_WEBHOOK_TRIGGER: "tag/dev_global/research/1.0",
  });
});

test("a tag that no filter lets through, and a project without webhook, are named", () => {
  expect(() => build(pushOf("^refs/tags/devops_"))).toThrow(
    "the webhook of tagform-dev-source is not started by a push of refs/tags/dev_global/research/1.0",
  );
  expect(() => build(undefined)).toThrow("project tagform-dev-source has no webhook");
});

test("the release branch is what the host has, where the user's own is older", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tagform-branch-"));
  try {
    const git = (...args: string[]): string =>
      execFileSync("git", ["-c", "user.name=T", "-c", "user.email=t@example.com", ...args], {
        cwd: folder,
        encoding: "utf8",
      }).trim();
    git("init", "--quiet", "--initial-branch=main");
    git("commit", "--quiet", "--allow-empty", "-m", "old");
    const old = git("rev-parse", "HEAD");
    git("commit", "--quiet", "--allow-empty", "-m", "new");
    const current = git("rev-parse", "HEAD");
    git("checkout", "--quiet", "--detach");
    const privateGit = new PrivateGit({ path: "git", env: ENV, signal });
    git("update-ref", "refs/remotes/origin/main", current);
    git("update-ref", "refs/heads/main", old);
    await provideHostsBranch(privateGit, folder, "main");
    expect(git("rev-parse", "main")).toBe(current);
    git("update-ref", "refs/remotes/origin/main", old);
    await provideHostsBranch(privateGit, folder, "main");
    expect(git("rev-parse", "main")).toBe(current);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
