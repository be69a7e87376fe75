import { tagform } from "../fixtures/recording-context";

const explain = async (
  tag: string,
  env: Record<string, string> = {},
  ...options: string[]
): Promise<unknown> => JSON.parse((await tagform(["explain", tag, "--json", ...options], { env })).printed);

test("a Regional tag names cell, account, role, provider Region, state and what would run", async () => {
  expect(await explain("dev_eu-central-1/research/1.0")).toMatchObject({
    cell: "dev_eu-central-1/research",
    version: "1.0",
    accountId: "012345678901",
    role: "arn:aws:iam::012345678901:role/InfraBuildRole",
    session: "INFRA_BUILD",
    providerRegion: "eu-central-1",
    state: {
      bucket: "tagform-dev",
      key: "research/dev-eu-central-1/terraform.tfstate",
      lockTable: "tagform-lock-dev",
      region: "us-east-1",
    },
    workloads: { website: "web" },
    steps: ["source", "verify", "plan", "approve", "apply", "record"],
  });
});

test("a global tag is deployed from the environment's Region for global resources", async () => {
  expect(await explain("dev_global/research/1.0")).toMatchObject({
    providerRegion: "us-east-1",
    state: { key: "research/dev-global/terraform.tfstate" },
  });
});

test("TF_BACKEND_CONFIG_PREFIX names bucket and table, and an option goes before it", async () => {
  const env = { TF_BACKEND_CONFIG_PREFIX: "acme" };
  expect(await explain("dev_global/risk/1.0", env)).toMatchObject({
    state: { bucket: "acme-dev", lockTable: "acme-lock-dev" },
    origins: { prefix: "TF_BACKEND_CONFIG_PREFIX" },
  });
  expect(await explain("dev_global/risk/1.0", env, "--tf-backend-config-prefix", "other")).toMatchObject({
    state: { bucket: "other-dev" },
  });
});

test("the state lies in the Region of the build, which only CodeBuild tells by AWS_REGION", async () => {
  const laptop = { AWS_REGION: "eu-west-1" };
  expect(await explain("dev_eu-central-1/risk/1.0", laptop)).toMatchObject({
    state: { region: "us-east-1" },
  });
  const build = { ...laptop, CODEBUILD_BUILD_ID: "build:1" };
  expect(await explain("dev_eu-central-1/risk/1.0", build)).toMatchObject({ state: { region: "eu-west-1" } });
});

test("the text says that the working tree was read", async () => {
  const { printed } = await tagform(["explain", "dev_us-east-1/research/1.0"]);
  expect(printed).toMatch(/^read from +the working tree$/m);
});
