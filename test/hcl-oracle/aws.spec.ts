import type { JsonObject } from "@tagform/hcl";

import { AWS_COMPUTE_CASES } from "./cases/aws-compute";
import { AWS_NETWORK_CASES } from "./cases/aws-network";
import { AWS_SERVICE_CASES } from "./cases/aws-services";
import { AWS_STORAGE_CASES } from "./cases/aws-storage";
import { CDKTF_PROGRAM } from "./cases/cdktf-program";
import { comparable, Forms, normalize, planOf } from "./forms";
import { TERRAFORM_CONFIG } from "./real-provider";
import { describeWith, type Plan, removeTemporaryFolders, TERRAFORM } from "./terraform";

jest.setTimeout(180_000);
afterAll(removeTemporaryFolders);

const CASES = [
  ...AWS_NETWORK_CASES,
  ...AWS_COMPUTE_CASES,
  ...AWS_STORAGE_CASES,
  ...AWS_SERVICE_CASES,
  CDKTF_PROGRAM,
];

const OFFLINE = {
  region: "us-east-1",
  access_key: "x",
  secret_key: "x",
  skip_credentials_validation: true,
  skip_requesting_account_id: true,
  skip_metadata_api_check: "true",
};

const ROOT: JsonObject = {
  terraform: {
    required_providers: { aws: { source: "hashicorp/aws", version: "6.25.0" } },
    required_version: ">= 1.5",
  },
  provider: {
    aws: [
      {
        ...OFFLINE,
        default_tags: [{ tags: { managed: 'by "us"', "a b": "${local.tag}" } }],
        ignore_tags: { keys: ["x"], key_prefixes: ["y:"] },
        endpoints: [{ s3: "http://127.0.0.1:1", sts: "http://127.0.0.1:1" }],
      },
      { ...OFFLINE, alias: "west", region: "us-west-2", max_retries: 1 },
    ],
  },
  locals: { tag: "t" },
};

const NEEDED = TERRAFORM === undefined ? undefined : TERRAFORM_CONFIG;

describeWith(NEEDED, "no terraform, or no real AWS provider is offered here")(
  "the AWS provider sees the same in both forms",
  () => {
    let forms: Forms;
    let plans: Record<"json" | "hcl", Plan>;

    beforeAll(async () => {
      forms = new Forms(CASES, ROOT, { TF_CLI_CONFIG_FILE: TERRAFORM_CONFIG ?? "" });
      await forms.both((workspace) => workspace.init());
      plans = await forms.both((workspace) => workspace.plan());
    });

    test.each(CASES.map(({ name, warnings = [] }) => ({ name, warnings })))("$name", ({ name, warnings }) => {
      const { json, hcl } = comparable({ json: planOf(plans.json, name), hcl: planOf(plans.hcl, name) });
      expect(hcl).toEqual(json);
      expect(forms.warnings[name]?.map(({ path }) => path)).toEqual(warnings);
    });

    test("provider configuration", () => {
      const [json, hcl] = [plans.json, plans.hcl].map(
        ({ configuration }) => (configuration as { provider_config: unknown }).provider_config,
      );
      const views = comparable({ json: normalize(json), hcl: normalize(hcl) });
      expect(views.hcl).toEqual(views.json);
      expect(forms.warnings["root"]).toEqual([]);
    });

    test("the converted text is formatted", async () => {
      expect(await forms.hcl.unformatted()).toBe("");
    });
  },
);
