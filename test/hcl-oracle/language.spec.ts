import { readFileSync } from "node:fs";
import path from "node:path";

import { LANGUAGE_CASES } from "./cases/language";
import { MODULE_CASES } from "./cases/language-modules";
import { STRING_CASES } from "./cases/strings";
import { comparable, Forms, moduleOf, planOf, stateOf } from "./forms";
import { describeWith, type Plan, removeTemporaryFolders, TERRAFORM, type Workspace } from "./terraform";

jest.setTimeout(120_000);
afterAll(removeTemporaryFolders);

const CASES = [...STRING_CASES, ...LANGUAGE_CASES, ...MODULE_CASES];

describeWith(TERRAFORM, "no terraform on the PATH")("terraform sees the same in both forms", () => {
  let forms: Forms;
  let plans: Record<"json" | "hcl", Plan>;
  let states: Record<"json" | "hcl", unknown>;

  beforeAll(async () => {
    forms = new Forms(CASES);
    await forms.both((workspace) => workspace.init());
    plans = await forms.both((workspace) => workspace.plan());
    states = await forms.both((workspace) => workspace.apply());
  });

  describe.each(CASES.map(({ name, warnings = [] }) => ({ name, warnings })))(
    "$name",
    ({ name, warnings }) => {
      test("the same plan", () => {
        const { json, hcl } = comparable({ json: planOf(plans.json, name), hcl: planOf(plans.hcl, name) });
        expect(hcl).toEqual(json);
      });
      test("the same state", () => expect(stateOf(states.hcl, name)).toEqual(stateOf(states.json, name)));
      test("the expected warnings", () => {
        expect(forms.warnings[name]?.map(({ path }) => path)).toEqual(warnings);
      });
    },
  );

  test.each(CASES.flatMap(({ name, produces }) => (produces === undefined ? [] : [{ name, produces }])))(
    "$name writes the same $produces",
    ({ name, produces }) => {
      const read = ({ folder }: Workspace) =>
        readFileSync(path.join(folder, moduleOf(name), produces), "utf8");
      expect(read(forms.json)).toMatch(/./);
      expect(read(forms.hcl)).toBe(read(forms.json));
    },
  );

  test("the converted text is formatted", async () => {
    expect(await forms.hcl.unformatted()).toBe("");
  });
});
