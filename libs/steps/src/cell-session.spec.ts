import { sessionVariable } from "./cell-session";

test("a session becomes one variable, in which nothing begins a template", () => {
  const tags = { tag: "${x} %{y}", cell: "dev" };
  expect(sessionVariable({ roleName: "Reader", tags })).toEqual({
    TF_VAR_session: '{"role_name":"Reader","tags":{"tag":"$${x} %%{y}","cell":"dev"}}',
  });
  expect(sessionVariable(undefined)).toEqual({});
});
