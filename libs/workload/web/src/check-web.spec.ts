import { planSubnets, VPC_PREFIX, zonesOf } from "@tagform/network";

import { checkWeb } from "./check-web";
import type { WebConfig } from "./web-config";

const config: WebConfig = {
  kind: "web",
  network: { cidr: "10.0.0.0/16", natGateways: "single" },
  capacity: { min: 1, desired: 2, max: 3 },
  instanceTypes: ["t4g.small"],
  instanceRole: { workload: "instance", perRegion: true },
  logRetentionDays: 30,
};

const issues = (overrides: Partial<WebConfig>) =>
  checkWeb("web", { ...config, ...overrides }).map(({ path, message }) => `${path}: ${message}`);

test("valid data has no issue", () => {
  expect(issues({})).toEqual([]);
});

test.each<[Partial<WebConfig>, string]>([
  [
    { capacity: { min: 3, desired: 2, max: 1 } },
    "web.capacity: min <= desired <= max must hold, got min 3, desired 2 and max 1",
  ],
  [
    { capacity: { min: 0.5, desired: 1, max: 1 } },
    "web.capacity: must be whole numbers from 0, got min 0.5, desired 1 and max 1",
  ],
  [{ instanceTypes: ["t4g"] }, 'web.instanceTypes: must be EC2 instance types like "t4g.small", got "t4g"'],
  [
    { instanceTypes: ["t4g.small", "t3.small"] },
    "web.instanceTypes: must share one processor architecture, as they share one image, got t4g.small (arm64), t3.small (x86_64)",
  ],
  [{ logRetentionDays: 0 }, "web.logRetentionDays: must be a whole number of days from 1, got 0"],
  [
    { message: "two\nlines" },
    'web.message: must be one printable line of at most 200 characters, got "two\\nlines"',
  ],
  [
    { certificateArn: "arn:aws:iam::111122223333:server-certificate/x" },
    'web.certificateArn: must be the ARN of an ACM certificate, got "arn:aws:iam::111122223333:server-certificate/x"',
  ],
  [
    { deletable: { reason: " " } },
    "web.deletable.reason: must say why deletion is allowed, got an empty text",
  ],
  [
    { network: { ...config.network, cidr: "10.0.0.0/24" } },
    "web.network.cidr: must be /16 to /23, so that every zone has room for a load balancer, got 10.0.0.0/24",
  ],
])("%j is an issue", (overrides, message) => {
  expect(issues(overrides)).toEqual([message]);
});

test.each([15, 16, 23, 24])("a /%i is accepted exactly when its subnets can be planned", (length) => {
  const cidr = `10.0.0.0/${length}`;
  const accepted = issues({ network: { ...config.network, cidr } }).length === 0;
  const plan = () => planSubnets(cidr, zonesOf("us-east-1"));
  if (accepted) expect(plan).not.toThrow();
  else expect(plan).toThrow(`/${VPC_PREFIX.largest} to /${VPC_PREFIX.smallest}`);
});
