import { writeFileSync } from "node:fs";
import path from "node:path";

import { convert, type TerraformJson } from "@tagform/hcl";

import { Forms, normalize } from "./forms";
import { describeWith, removeTemporaryFolders, TERRAFORM } from "./terraform";

jest.setTimeout(120_000);
afterAll(removeTemporaryFolders);

const BEFORE: TerraformJson = {
  resource: {
    terraform_data: {
      renamed: { input: "a" },
      indexed: { input: "b" },
      forgotten: { input: "c" },
      destroyed: { input: "d" },
      ignored: { input: "old", lifecycle: { ignore_changes: ["input"] } },
      ignoredKey: { input: { a: 1, "b c": 2 } },
      trigger: { input: 1 },
      triggered: { input: 1, lifecycle: { replace_triggered_by: ["terraform_data.trigger"] } },
    },
  },
};

const AFTER: TerraformJson = {
  variable: { number: { default: 2 } },
  resource: {
    terraform_data: {
      newName: { input: "a" },
      indexed: { for_each: { 'k"1': "b" }, input: "${each.value}" },
      ignored: { input: "new", lifecycle: { ignore_changes: "all" } },
      ignoredKey: { input: { a: 9, "b c": 9 }, lifecycle: { ignore_changes: ['input["b c"]'] } },
      trigger: { input: "${var.number}" },
      triggered: { input: 1, lifecycle: { replace_triggered_by: ["${terraform_data.trigger}"] } },
      imported: { for_each: '${toset(["x", "y"])}', input: "${each.key}" },
      importedPlain: {},
    },
  },
  moved: [
    { from: "terraform_data.renamed", to: "terraform_data.newName" },
    { from: "terraform_data.indexed", to: 'terraform_data.indexed["k\\"1"]' },
  ],
  removed: [
    { from: "terraform_data.forgotten", lifecycle: { destroy: false } },
    {
      from: "terraform_data.destroyed",
      lifecycle: { destroy: true },
      provisioner: { "local-exec": { when: "destroy", command: "true" } },
    },
  ],
  import: [
    { for_each: { x: "id-x", y: "id-y" }, to: "terraform_data.imported[each.key]", id: "${each.value}" },
    { to: "terraform_data.importedPlain", id: "id-${var.number}" },
  ],
};

/** The document that Terraform accepts: cdktf writes the construct as a template. */
const ACCEPTED = JSON.stringify(AFTER).replace("${terraform_data.trigger}", "terraform_data.trigger");

describeWith(TERRAFORM, "no terraform on the PATH")("moved, removed, imported, ignored, triggered", () => {
  test("a plan on existing state does the same in both forms", async () => {
    const forms = new Forms([], BEFORE);
    await forms.both((workspace) => workspace.init());
    await forms.both((workspace) => workspace.plan());
    await forms.both((workspace) => workspace.apply());
    writeFileSync(path.join(forms.json.folder, "cdk.tf.json"), ACCEPTED);
    writeFileSync(path.join(forms.hcl.folder, "cdk.tf"), convert(AFTER).hcl);

    const plans = await forms.both((workspace) => workspace.plan());
    const states = await forms.both((workspace) => workspace.apply());

    expect(normalize(plans.hcl.resource_changes)).toEqual(normalize(plans.json.resource_changes));
    expect(normalize(states.hcl)).toEqual(normalize(states.json));
    expect(summary(plans.hcl.resource_changes)).toEqual([
      "delete terraform_data.destroyed",
      "delete+create terraform_data.triggered",
      "forget terraform_data.forgotten",
      "import+no-op terraform_data.importedPlain",
      'import+update terraform_data.imported["x"]',
      'import+update terraform_data.imported["y"]',
      "no-op terraform_data.ignored",
      "no-op terraform_data.ignoredKey",
      'no-op terraform_data.indexed["k\\"1"] from terraform_data.indexed',
      "no-op terraform_data.newName from terraform_data.renamed",
      "update terraform_data.trigger",
    ]);
    expect(await forms.hcl.unformatted()).toBe("");
  });
});

function summary(changes: unknown): string[] {
  return (
    changes as {
      address: string;
      previous_address?: string;
      change: { actions: string[]; importing?: object };
    }[]
  )
    .map(({ address, previous_address: previous, change }) => {
      const origin = previous === undefined ? "" : ` from ${previous}`;
      return `${change.importing ? "import+" : ""}${change.actions.join("+")} ${address}${origin}`;
    })
    .sort();
}
