import { loadBalancerName, workloadName } from "./workload-name";

const cell = { team: "research", environment: "dev" } as const;

test("a workload's name carries team and environment: one account may hold several", () => {
  expect(workloadName(cell, "website")).toBe("research-dev-website");
});

test("a load balancer has its workload's name, in every Region the same", () => {
  expect(loadBalancerName(cell, "website")).toBe("research-dev-website");
});

test("a name above AWS's limit for load balancers fails before anything is planned", () => {
  expect(() => loadBalancerName(cell, "a-very-long-workload-name")).toThrow(
    "has 38 characters, AWS allows 32: shorten the team or workload name",
  );
});
