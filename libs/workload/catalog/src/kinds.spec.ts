import { kindOf } from "./kind-of";
import * as kinds from "./kinds";

test.each(Object.entries(kinds))("kind %s is listed under the name that data uses", (name, { kind }) => {
  expect(kind).toBe(name);
});

test.each(Object.entries(kinds))("kind %s loads its construct on demand", async (_name, kind) => {
  await expect(kind.load()).resolves.toBeInstanceOf(Function);
});

test("the catalog itself loads no cdktf", () => {
  jest.isolateModules(() => {
    jest.doMock("cdktf", () => {
      throw new Error("cdktf was loaded");
    });
    jest.doMock("constructs", () => {
      throw new Error("constructs was loaded");
    });
    expect(() => void jest.requireActual("./index")).not.toThrow();
  });
});

test("an unknown kind is refused with the nearest one", () => {
  expect(() => kindOf({ kind: "wep" })).toThrow(
    'kind "wep" is unknown, only account-baseline, account-factory, account-roles, delivery-pipeline, guardrails, log-archive, organization-config, organization-security, organization-trail, regional-failover, security-delegation, security-services, state-storage, web, workload-role, did you mean "web"?: add it to the catalog of kinds',
  );
});
