import { existsSync } from "node:fs";
import { join } from "node:path";

import { ROLE_STEPS } from "@tagform/deployment";
import { synthesizedRoles } from "@tagform/policy-evaluator";
import { synthStack } from "@tagform/testing";
import { parse } from "yaml";

import { DeliveryPipeline } from "./delivery-pipeline";
import type { DeliveryPipelineConfig } from "./delivery-pipeline-config";
import { deliveryProps } from "./fixtures/delivery";
import { workspaceFile, workspaceRoot } from "./workspace-file";

// What the published reference of this kind of pipeline gets wrong, and that none of it can happen here.

const synth = (overrides: Partial<DeliveryPipelineConfig> = {}) =>
  synthStack((stack) => new DeliveryPipeline(stack, "delivery", deliveryProps(overrides)));
const { json } = synth();
/** The resources of a type; what a spec reads of them, it says. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
const all = <Type>(type: string, of = json): readonly Type[] =>
  Object.values(of.resource?.[type] ?? {}) as unknown as readonly Type[];

interface Action {
  readonly name: string;
  readonly provider: string;
  readonly input_artifacts?: readonly string[];
  readonly configuration: Readonly<Record<string, string>>;
}
interface Pipeline {
  readonly execution_mode: string;
  readonly trigger?: unknown;
  readonly stage: readonly { readonly name: string; readonly action: readonly Action[] }[];
}
interface Buildspec {
  readonly phases: Readonly<Record<string, { readonly commands: readonly string[] }>>;
  readonly artifacts?: { readonly files: readonly string[]; readonly "exclude-paths"?: readonly string[] };
  readonly cache?: { readonly paths: readonly string[] };
}

const [pipeline] = all<Pipeline>("aws_codepipeline");
const actions = pipeline!.stage.flatMap(({ action }) => action);
const specs = new Map(
  ROLE_STEPS.map((step) => [step, parse(workspaceFile(`pipelines/buildspecs/${step}.yml`)) as Buildspec]),
);
const commandsOf = (step: (typeof ROLE_STEPS)[number]): readonly string[] =>
  Object.values(specs.get(step)?.phases ?? {}).flatMap(({ commands }) => commands);
const everyCommand = ROLE_STEPS.flatMap((step) => commandsOf(step));

describe("it builds the head of main", () => {
  test("a pipeline gets its source from a bucket, at the version that it is started with, and from nowhere else", () => {
    const sources = pipeline!.stage[0]!.action;
    expect(sources).toMatchObject([
      {
        provider: "S3",
        configuration: {
          S3Bucket: expect.any(String),
          S3ObjectKey: "commit.zip",
          PollForSourceChanges: "false",
          AllowOverrideForS3ObjectKey: "false",
        },
      },
    ]);
    expect(pipeline).not.toHaveProperty("trigger");
  });

  test("every build of it begins with that commit, and runs the commit's own program", () => {
    for (const { provider, input_artifacts = [] } of actions) {
      if (provider === "CodeBuild") expect(input_artifacts[0]).toBe("Commit");
    }
    for (const step of ["verify", "plan", "apply", "record"] as const) {
      const programs = commandsOf(step).filter((command) => command.includes("tagform.mjs"));
      expect(programs).not.toEqual([]);
      for (const program of programs) expect(program).toContain("node source/apps/cli/bin/tagform.mjs ");
      expect(commandsOf(step).join()).not.toMatch(/\bgit\b/);
    }
  });

  test("what a later step gets from an earlier one cannot replace the commit", () => {
    const copies = everyCommand.filter((command) => command.includes("cp "));
    expect(copies).toHaveLength(3);
    for (const copy of copies) {
      expect(copy).not.toMatch(/\*|source/);
      expect(copy).toMatch(/plan|synth/);
    }
  });
});

describe("it plans again in apply", () => {
  test("apply has one command, which applies what was sealed, after one that asks who approved that", () => {
    const programs = commandsOf("apply").filter((command) => command.includes("tagform.mjs"));
    expect(programs.map((command) => command.split("tagform.mjs ")[1])).toEqual([
      "approve --run . --pipeline",
      "apply --run .",
    ]);
  });

  test("apply is told the digest of the very plan whose approval was asked for", () => {
    const apply = actions.find(({ name }) => name === "Apply");
    expect(apply?.configuration["EnvironmentVariables"]).toContain(
      '{"name":"TAGFORM_PLAN_DIGEST","value":"#{Plan.PLAN_DIGEST}","type":"PLAINTEXT"}',
    );
    const approve = actions.find(({ name }) => name === "Approve");
    expect(approve?.configuration["CustomData"]).toContain("#{Plan.PLAN_DIGEST}");
  });

  test("the plan file, which holds secrets, is no artifact of the pipeline: apply gets it from where it is sealed", () => {
    for (const step of ROLE_STEPS) {
      const { files = [], "exclude-paths": excluded = [] } = specs.get(step)?.artifacts ?? {};
      expect(files).not.toContain("**/*");
      if (files.includes("plan/**/*")) {
        expect(excluded).toEqual(expect.arrayContaining(["plan/tfplan", "plan/plan.json"]));
      }
    }
  });
});

describe("its scan fails softly, and approval after it is a decoration", () => {
  test("a command that fails ends the build: none is forgiven", () => {
    for (const command of everyCommand) {
      expect(command).not.toMatch(/soft-fail|\|\| *(true|:|exit 0)|; *true|set \+e/);
    }
    for (const step of ROLE_STEPS) {
      expect(JSON.stringify(specs.get(step))).not.toMatch(/"on-failure":"CONTINUE"/);
    }
  });

  test("no stage goes on after a failure, or is approved before the scan", () => {
    expect(JSON.stringify(pipeline)).not.toMatch(/on_failure|"result":"(RETRY|ROLLBACK)"/);
    const names = pipeline!.stage.map(({ name }) => name);
    expect(names.indexOf("Scan")).toBeLessThan(names.indexOf("Approve"));
  });
});

describe("dev matches devops", () => {
  const events = (environment: DeliveryPipelineConfig["environment"]) => {
    const codecommit = synth({ environment, repository: { host: "codecommit", repository: "infra" } }).json;
    const webhook = synth({ environment }).json;
    const [rule] = all<{ event_pattern?: string }>("aws_cloudwatch_event_rule", codecommit).filter(
      ({ event_pattern = "" }) => event_pattern.includes("referenceCreated"),
    );
    const prefix = /"prefix": ?"([^"]+)"/.exec(rule?.event_pattern ?? "")?.[1] ?? "";
    const [hook] = all<object>("aws_codebuild_webhook", webhook);
    const pattern = /"pattern":"(\^[^"]+)"/.exec(JSON.stringify(hook))?.[1] ?? "nothing";
    return (tag: string) => [tag.startsWith(prefix), new RegExp(pattern).test(`refs/tags/${tag}`)];
  };

  test("a tag starts the delivery of its environment, with either host, and of no other whose name begins alike", () => {
    expect(events("dev")("dev_us-east-1/research/1.0")).toEqual([true, true]);
    expect(events("dev")("devops_us-east-1/research/1.0")).toEqual([false, false]);
    expect(events("prod")("x/prod_us-east-1/research/1.0")).toEqual([false, false]);
  });
});

describe("tags in quick succession supersede each other", () => {
  test("executions run in parallel, each pinned to its version of a commit in a bucket that keeps all of them", () => {
    expect(pipeline?.execution_mode).toBe("PARALLEL");
    const bucket = (name: string) => name.includes("stores_commits");
    const versioned = Object.entries(json.resource?.["aws_s3_bucket_versioning"] ?? {}).filter(([id]) =>
      bucket(id),
    );
    expect(versioned.map(([, arguments_]) => arguments_)).toContainEqual(
      expect.objectContaining({ versioning_configuration: { status: "Enabled" } }),
    );
  });
});

describe("one role may do everything", () => {
  const { roles } = synthesizedRoles(json);
  const stepRoles = roles.filter(({ name }) => ROLE_STEPS.some((step) => name === `tagform-dev-${step}`));

  test("each project has a role that no other one can use, and the pipeline has another", () => {
    const projects = all<{ service_role: string }>("aws_codebuild_project");
    expect(new Set(projects.map(({ service_role }) => service_role)).size).toBe(ROLE_STEPS.length);
    for (const { name, trust } of stepRoles) {
      const arn = `arn:aws:codebuild:us-east-1:999999999999:project/${name}`;
      expect(JSON.stringify(trust)).toContain(`"aws:SourceArn":["${arn}"]`);
    }
  });

  test("only apply may enter an account to change it; nobody may enter one of another environment", () => {
    const entering = stepRoles.filter(({ identity }) =>
      JSON.stringify(identity).includes("role/InfraBuildRole"),
    );
    expect(entering.map(({ name }) => name)).toEqual(["tagform-dev-apply"]);
    const accounts = JSON.stringify(roles).match(/iam::\d{12}:role\/Infra\w+/g) ?? [];
    expect([...new Set(accounts)].sort()).toEqual([
      "iam::111111111111:role/InfraBuildRole",
      "iam::111111111111:role/InfraPlanRole",
      "iam::222222222222:role/InfraBuildRole",
      "iam::222222222222:role/InfraPlanRole",
    ]);
  });

  test("no role may do everything, or work on whatever there is, and all are bound by the account's boundary", () => {
    const statements = roles.flatMap(({ identity }) => identity.flatMap(({ Statement }) => Statement));
    const unbound = statements.filter(({ Resource = [], Condition = {} }) => {
      return [Resource].flat().includes("*") && Object.keys(Condition).length === 0;
    });
    // Streams of tables: IAM knows no smaller set for their list.
    expect(unbound.flatMap(({ Action }) => Action)).toEqual(["dynamodb:ListStreams"]);
    expect(statements.flatMap(({ Action = [] }) => Action).filter((name) => name.includes(":*"))).toEqual([]);
    for (const { name, boundary } of roles) {
      expect(`${name} ${String(boundary)}`).toMatch(/:policy\/InfraBoundary$/);
    }
  });
});

describe("tools are downloaded without checksums", () => {
  test("packages come by the lock file and tools by the pinned tool chain: no command downloads anything else", () => {
    for (const command of everyCommand) {
      expect(command).not.toMatch(/curl|wget|pip install|npm install|npx|apt-get|yum|dnf|terraform init/);
    }
    for (const step of ROLE_STEPS) {
      expect(
        commandsOf(step).filter((command) => command.startsWith("npm ci --ignore-scripts ")),
      ).toHaveLength(1);
    }
    const checksums = JSON.parse(workspaceFile("tools/setup/checksums.json")) as object;
    expect(JSON.stringify(checksums)).toMatch(/"[0-9a-f]{64}"/);
    expect(existsSync(join(workspaceRoot(), "tools/setup/requirements.txt"))).toBe(true);
    expect(workspaceFile("tools/setup/requirements.txt")).toContain("--hash=sha256:");
  });

  test("a cache holds downloads that are compared with checksums, and no verdict on another commit", () => {
    const paths = ROLE_STEPS.flatMap((step) => specs.get(step)?.cache?.paths ?? []);
    expect([...new Set(paths)].sort()).toEqual(["/tmp/cache/npm/_cacache", "/tmp/cache/pip"]);
    for (const { cache } of all<{ cache: object }>("aws_codebuild_project")) {
      expect(cache).toEqual({ type: "LOCAL", modes: ["LOCAL_CUSTOM_CACHE"] });
    }
  });
});

describe("unchecked text in shells", () => {
  test("a tag's name is in no command: programs read it from the environment", () => {
    for (const command of everyCommand)
      expect(command).not.toMatch(/TAGFORM_TAG|CODEBUILD_WEBHOOK|\$\{?TAG\b/);
  });

  test.each(ROLE_STEPS)("%s.yml is short, and says nothing that a program could say", (step) => {
    const text = workspaceFile(`pipelines/buildspecs/${step}.yml`);
    expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(15);
    expect(text).not.toMatch(/\b(if|for|while|case)\b .*; *(then|do|in)\b|\$\(|`/);
  });
});
