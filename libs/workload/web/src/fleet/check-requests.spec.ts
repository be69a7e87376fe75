import type { WebConfig } from "../web-config";
import { checkRequests } from "./check-requests";

const fleet: WebConfig["fleet"] = {
  capacity: { min: 1, desired: 2, max: 3 },
  instanceTypes: ["t4g.small"],
  scaling: { requests: { target: 1000 } },
};

test("requests scale a fleet only behind a load balancer that sees them", () => {
  expect(checkRequests("web", { fleet })).toEqual([]);
  expect(checkRequests("web", { fleet: { ...fleet, scaling: {} }, frontDoor: { type: "network" } })).toEqual(
    [],
  );
  expect(checkRequests("web", { fleet, frontDoor: { type: "network" } })).toEqual([
    {
      path: "web.fleet.scaling.requests",
      message:
        "needs an Application Load Balancer, a Network Load Balancer sees connections and no requests: " +
        "leave it out, or frontDoor.type",
    },
  ]);
});
