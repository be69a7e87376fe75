import { formatCell } from "@tagform/deployment";
import { RefusedError } from "@tagform/outcome";

import { bootstrapCells } from "./bootstrap-cells";

const namesOf = async (...selectors: string[]): Promise<[string, boolean][]> =>
  (await bootstrapCells(selectors)).map(({ cell, keepsOwnState }) => [formatCell(cell), keepsOwnState]);

test("the account's roles come first, as what is made later is bound by them; then what keeps tooling's states", async () => {
  expect(await namesOf()).toEqual([
    ["tooling_global/account", false],
    ["tooling_us-east-1/state-tooling", true],
  ]);
});

test("roles of another account are made when they are named, by who administers it", async () => {
  expect(await namesOf("tooling_global/roles-*")).toEqual(
    ["management", "log-archive", "audit", "account-factory"].map((name) => [
      `tooling_global/roles-${name}`,
      false,
    ]),
  );
});

test("one of them can be named", async () => {
  expect(await namesOf("tooling_global/account")).toEqual([["tooling_global/account", false]]);
});

test("what deliveries can make is refused, all of it named", async () => {
  const chosen = namesOf("tooling_us-east-1/state-dev", "dev_us-east-1/research");
  await expect(chosen).rejects.toThrow(RefusedError);
  await expect(chosen).rejects.toThrow(
    "tooling_us-east-1/state-dev, dev_us-east-1/research is delivered by tag: bootstrap makes only",
  );
});
