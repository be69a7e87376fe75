import { formatCell, parseCell } from "@tagform/deployment";
import { RefusedError, UserError } from "@tagform/outcome";

import type { EnvironmentConfig, TeamConfig } from "./environment-config";
import { cellsOf, deployableCell, deployableCellsOf, resolveCell } from "./resolved-cell";

const website = { workloads: { website: { kind: "web" } } };
const research: TeamConfig = {
  accountId: "012345678901",
  scopes: { "us-east-1": website, global: { workloads: { role: { kind: "workload-role" } } } },
};
const dev: EnvironmentConfig = {
  name: "dev",
  repository: "tagform",
  releaseBranch: "main",
  regions: ["us-east-1", "eu-central-1"],
  globalResourceDeployFromRegion: "eu-central-1",
  state: { tfBackendConfigPrefix: "p", buildRegion: "us-east-1", layout: "central", locks: ["s3"] },
  approval: "none",
  teams: { research, payments: { accountId: "111122223333", scopes: { "eu-central-1": website } } },
};

test("a Regional cell talks to its own Region", () => {
  const cell = parseCell("dev_us-east-1/research");
  expect(resolveCell(dev, cell)).toEqual({
    cell,
    accountId: "012345678901",
    providerRegion: "us-east-1",
    partition: "aws",
    workloads: website.workloads,
  });
});

test("a global cell talks to the Region that global resources are deployed from", () => {
  expect(resolveCell(dev, parseCell("dev_global/research")).providerRegion).toBe("eu-central-1");
});

test("the cells of an environment are listed team by team, global first", () => {
  expect(cellsOf(dev).map(formatCell)).toEqual([
    "dev_global/research",
    "dev_us-east-1/research",
    "dev_eu-central-1/payments",
  ]);
});

test("every cell that is listed can be looked up", () => {
  expect(cellsOf(dev).map((cell) => resolveCell(dev, cell).cell)).toEqual(cellsOf(dev));
});

const TAKEN_OUT =
  '; if it was taken out while it was deployed, put it back with `retired: "<why>"`, and a tag destroys what is left';

test("a retired cell says why", () => {
  const scopes = { "us-east-1": { workloads: {}, retired: "moved to risk" } };
  const teams = { research: { accountId: "000000000001", scopes } };
  expect(resolveCell({ ...dev, teams }, parseCell("dev_us-east-1/research"))).toMatchObject({
    retired: "moved to risk",
  });
});

test.each([
  ["qa_us-east-1/research", 'cell "qa_us-east-1/research" is of environment qa, this is environment dev'],
  [
    "dev_us-east-1/paymnts",
    'environment dev has no team "paymnts", only research, payments: add environments/dev/paymnts.ts, or did you mean "payments"?' +
      TAKEN_OUT,
  ],
  [
    "dev_us-east-1/fraud",
    'environment dev has no team "fraud", only research, payments: add environments/dev/fraud.ts' + TAKEN_OUT,
  ],
  [
    "dev_us-east-1/constructor",
    'environment dev has no team "constructor", only research, payments: add environments/dev/constructor.ts' +
      TAKEN_OUT,
  ],
  [
    "dev_eu-central-1/research",
    'team research has nothing in eu-central-1 of environment dev, only in us-east-1, global: add "eu-central-1" to scopes in environments/dev/research.ts' +
      TAKEN_OUT,
  ],
  [
    "dev_us-east-2/research",
    'team research has nothing in us-east-2 of environment dev, only in us-east-1, global: add "us-east-2" to scopes in environments/dev/research.ts, or did you mean "us-east-1"?' +
      TAKEN_OUT,
  ],
])("%s is refused with the file to add or to edit", (cell, message) => {
  expect(() => resolveCell(dev, parseCell(cell))).toThrow(new UserError(message));
});

test("an environment without teams says which file makes the first", () => {
  expect(() => resolveCell({ ...dev, teams: {} }, parseCell("dev_global/risk"))).toThrow(
    new UserError('environment dev has no team "risk": add environments/dev/risk.ts' + TAKEN_OUT),
  );
});

test("a cell whose account is not vended yet is described, and cannot be deployed", () => {
  const waiting: EnvironmentConfig = {
    ...dev,
    teams: { risk: { ...research, accountId: "pending: risk-dev" } },
  };
  const [cell] = cellsOf(waiting);
  expect(resolveCell(waiting, cell!).accountId).toBe("pending: risk-dev");
  expect(deployableCellsOf(waiting)).toEqual([]);
  expect(() => deployableCell(waiting, cell!)).toThrow(RefusedError);
  expect(() => deployableCell(waiting, cell!)).toThrow("risk-dev is requested and not vended");
});
