import { synthStack } from "@tagform/testing";

import type { FrontDoor } from "./front-door";
import type { FrontDoorConfig } from "./front-door-config";
import { CERTIFICATE, sampleFrontDoor } from "./sample-front-door";

function frontDoor(config: FrontDoorConfig): FrontDoor {
  const doors: FrontDoor[] = [];
  synthStack((stack) => doors.push(sampleFrontDoor(config)(stack)));
  return doors[0]!;
}

test.each<[FrontDoorConfig, FrontDoor["type"]]>([
  [{}, "application"],
  [{ type: "application" }, "application"],
  [{ type: "network" }, "network"],
])("%j: alarms and scaling learn that its type is %s", (config, type) => {
  expect(frontDoor(config).type).toBe(type);
});

test.each<[FrontDoorConfig, string]>([
  [{}, "http"],
  [{ tls: { certificateArn: CERTIFICATE } }, "https"],
  [{ type: "network" }, "http"],
  [{ type: "network", tls: { certificateArn: CERTIFICATE } }, "https"],
])("clients reach %j by %s", (config, scheme) => {
  expect(frontDoor(config).url.split("://")[0]).toBe(scheme);
});

test("records and metrics name the load balancer and its targets by what AWS gives them", () => {
  const { dnsName, zoneId, loadBalancerArnSuffix, targetGroupArnSuffix } = frontDoor({});
  const names = [dnsName, zoneId, loadBalancerArnSuffix, targetGroupArnSuffix];
  expect(new Set(names).size).toBe(names.length);
});
