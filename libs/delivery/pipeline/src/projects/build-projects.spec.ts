import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CodebuildProject } from "@cdktf/provider-aws/lib/codebuild-project";
import { CodebuildReportGroup } from "@cdktf/provider-aws/lib/codebuild-report-group";
import { ROLE_STEPS } from "@tagform/deployment";
import { synthStack } from "@tagform/testing";
import { parse } from "yaml";

import { workspaceFile } from "../workspace-file";
import { BuildProjects, type BuildProjectsProps } from "./build-projects";

const place = {
  environment: "dev",
  region: "us-east-1",
  accountId: "999999999999",
  partition: "aws",
} as const;
const role = (step: string) => `arn:aws:iam::999999999999:role/tagform/tagform-dev-${step}`;
const PROPS: BuildProjectsProps = {
  place,
  processor: "x86",
  artifactKeyArn: "arn:aws:kms:us-east-1:999999999999:key/artifacts",
  logKeyArn: "arn:aws:kms:us-east-1:999999999999:key/logs",
  logRetentionDays: 400,
  deletable: false,
  roleArns: {
    source: role("source"),
    verify: role("verify"),
    plan: role("plan"),
    apply: role("apply"),
    record: role("record"),
  },
  repository: { type: "GITHUB", location: "https://github.com/acme/infra.git", gitCloneDepth: 0 },
  releaseBranch: "main",
  tfBackendConfigPrefix: "acme",
  buckets: { commits: "acme-dev-commits", artifacts: "acme-dev-artifacts", plans: "acme-dev-plans" },
  sealingKeyArn: "arn:aws:kms:us-east-1:999999999999:key/seal",
};

interface Project {
  readonly name: string;
  readonly service_role: string;
  readonly source: { readonly type: string; readonly buildspec: string };
  readonly environment: {
    readonly image: string;
    readonly environment_variable: readonly { readonly name: string; readonly value: string }[];
  };
}

const synth = (overrides: Partial<BuildProjectsProps> = {}) =>
  synthStack((stack) => new BuildProjects(stack, "projects", { ...PROPS, ...overrides }));
const projects = (overrides: Partial<BuildProjectsProps> = {}) =>
  synth(overrides).all(CodebuildProject) as unknown as readonly Project[];
const projectOf = (step: string) => projects().find(({ name }) => name === `tagform-dev-${step}`)!;

test.each(ROLE_STEPS)(
  "%s has a project that runs as its role what its buildspec says, word for word",
  (step) => {
    const { service_role, source } = projectOf(step);
    expect(service_role).toBe(role(step));
    expect(source.buildspec).toBe(workspaceFile(`pipelines/buildspecs/${step}.yml`));
  },
);

test("a build has no privileges, ends at some time, and waits for a place instead of failing", () => {
  for (const project of projects()) {
    expect(project).toMatchObject({
      environment: { privileged_mode: false },
      build_timeout: expect.any(Number),
      queued_timeout: 480,
    });
    expect(project).not.toHaveProperty("concurrent_build_limit");
  }
});

test.each([
  ["x86", "LINUX_CONTAINER"],
  ["arm", "ARM_CONTAINER"],
] as const)("on %s an image is pinned by its date", (processor, type) => {
  for (const { environment } of projects({ processor })) {
    expect(environment).toMatchObject({ type, image: expect.stringMatching(/:\d\.\d-\d\d\.\d\d\.\d\d$/) });
  }
});

test("logs are encrypted and kept for as long as the data says, a group for each project", () => {
  const groups = synth().all(CloudwatchLogGroup);
  expect(groups.map(({ name }) => name)).toEqual(
    ROLE_STEPS.map((step) => `/aws/codebuild/tagform-dev-${step}`),
  );
  for (const group of groups) {
    expect(group).toMatchObject({ retention_in_days: 400, kms_key_id: PROPS.logKeyArn });
  }
});

test("what checks say is reported as JUnit, encrypted, in the group that the buildspec means", () => {
  expect(synth().only(CodebuildReportGroup)).toMatchObject({
    name: "tagform-dev-verify-checks",
    type: "TEST",
    export_config: { type: "S3", s3_destination: { encryption_key: PROPS.artifactKeyArn } },
  });
  expect(parse(projectOf("verify").source.buildspec)).toMatchObject({
    reports: { checks: { "file-format": "JUNITXML" } },
  });
});

test("where the data names a network, builds run there, else they have none", () => {
  const network = { vpcId: "vpc-1", subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] };
  for (const project of projects({ network })) {
    expect(project).toMatchObject({
      vpc_config: { vpc_id: "vpc-1", subnets: ["subnet-1"], security_group_ids: ["sg-1"] },
    });
  }
  expect(projects()[0]).not.toHaveProperty("vpc_config");
});

test("each project knows what its step works with, and no more", () => {
  const known = (step: string) =>
    Object.fromEntries(
      projectOf(step).environment.environment_variable.map(({ name, value }) => [name, value]),
    );
  const all = {
    TAGFORM_ENVIRONMENT: "dev",
    npm_config_cache: "/tmp/cache/npm",
    PIP_CACHE_DIR: "/tmp/cache/pip",
    TF_BACKEND_CONFIG_PREFIX: "acme",
  };
  const sealed = { TAGFORM_PLANS_BUCKET: "acme-dev-plans", TAGFORM_SEALING_KEY: PROPS.sealingKeyArn };
  expect(known("source")).toEqual({
    ...all,
    TAGFORM_COMMITS_BUCKET: "acme-dev-commits",
    TAGFORM_QUEUE_TABLE: "tagform-dev-queue",
    TAGFORM_RELEASE_BRANCH: "main",
  });
  expect(known("verify")).toEqual(all);
  expect(known("plan")).toEqual({ ...all, ...sealed });
  expect(known("apply")).toEqual({ ...all, ...sealed, TAGFORM_PIPELINE: "tagform-dev" });
  expect(known("record")).toEqual({
    ...all,
    TAGFORM_PLANS_BUCKET: "acme-dev-plans",
    TAGFORM_PIPELINE: "tagform-dev",
  });
});
