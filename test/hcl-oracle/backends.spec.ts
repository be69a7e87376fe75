import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { parse } from "@cdktf/hcl2json";
import { convert, type JsonObject } from "@tagform/hcl";

import { describeWith, removeTemporaryFolders, temporaryFolder, TERRAFORM, Workspace } from "./terraform";

jest.setTimeout(120_000);
afterAll(removeTemporaryFolders);

/** Backends that a test cannot reach: what the parser reads must be what was written. */
test.each<[string, JsonObject]>([
  [
    "s3",
    {
      backend: {
        s3: {
          bucket: "b",
          key: "dev/${x}/$${y}.tfstate",
          encrypt: true,
          use_lockfile: true,
          assume_role: { role_arn: "arn", tags: { "a b": "c" } },
          endpoints: { s3: "http://localhost", dynamodb: "http://localhost" },
          allowed_account_ids: ["012345678901"],
        },
      },
    },
  ],
  ["azurerm", { backend: { azurerm: { resource_group_name: "g", container_name: "c", key: "k" } } }],
  ["gcs", { backend: { gcs: { bucket: "b", prefix: "p" } } }],
])("backend %s: a parser reads what was written", async (_, terraform) => {
  const { hcl, warnings } = convert({ terraform });
  expect(warnings).toEqual([]);
  expect(await parsed(hcl)).toEqual({ terraform: [asBlocks(terraform)] });
});

test("backend remote and cloud: workspaces is a block", async () => {
  const backend = { backend: { remote: { organization: "o", workspaces: { prefix: "p-" } } } };
  expect(await parsed(convert({ terraform: backend }).hcl)).toEqual({
    terraform: [{ backend: { remote: [{ organization: "o", workspaces: [{ prefix: "p-" }] }] } }],
  });
  const cloud = { cloud: { organization: "o", workspaces: { project: "p", tags: ["a"] } } };
  expect(await parsed(convert({ terraform: cloud }).hcl)).toEqual({
    terraform: [{ cloud: [{ organization: "o", workspaces: [{ project: "p", tags: ["a"] }] }] }],
  });
});

function asBlocks({ backend }: JsonObject): unknown {
  const entries = Object.entries(backend as JsonObject);
  return { backend: Object.fromEntries(entries.map(([type, body]) => [type, [literal(body)]])) };
}

/** hcl2json shows text as template source. */
function literal(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replace(/\$\{/g, "$$$${"));
}

async function parsed(hcl: string): Promise<unknown> {
  return parse("cdk.tf", hcl);
}

describeWith(TERRAFORM, "no terraform on the PATH")("backend local", () => {
  test("terraform init stores the same settings", async () => {
    const document = { terraform: { backend: { local: { path: 'states/${x} %{y} "q".tfstate' } } } };
    const settings = ["json", "hcl"].map(async (form) => {
      const folder = path.join(temporaryFolder(), form);
      mkdirSync(folder);
      if (form === "json") writeFileSync(path.join(folder, "cdk.tf.json"), JSON.stringify(document));
      else writeFileSync(path.join(folder, "cdk.tf"), convert(document).hcl);
      await new Workspace(folder).init();
      const stored = readFileSync(path.join(folder, ".terraform/terraform.tfstate"), "utf8");
      return (JSON.parse(stored) as { backend: { config: unknown } }).backend.config;
    });
    const [json, hcl] = await Promise.all(settings);
    expect(hcl).toEqual(json);
    expect(hcl).toMatchObject({ path: document.terraform.backend.local.path });
  });
});
