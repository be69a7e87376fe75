import { checkApplicationTargets, checkNetworkTargets } from "./check-targets";
import type { ApplicationTargetsConfig, NetworkTargetsConfig } from "./targets-config";

const lines = (issues: readonly { readonly path: string; readonly message: string }[]) =>
  issues.map(({ path, message }) => `${path}: ${message}`);
const application = (config: ApplicationTargetsConfig) => lines(checkApplicationTargets("targets", config));
const network = (config: NetworkTargetsConfig) => lines(checkNetworkTargets("targets", config));

test.each<[ApplicationTargetsConfig]>([
  [{}],
  [{ slowStartSeconds: 0, deregistrationDelaySeconds: 0 }],
  [{ slowStartSeconds: 900, deregistrationDelaySeconds: 3600, stickiness: { seconds: 604_800 } }],
  [{ algorithm: "weighted_random", anomalyMitigation: false }],
  [
    {
      healthCheck: {
        path: "/up?deep=1",
        successCodes: "200,204,300-399",
        intervalSeconds: 5,
        timeoutSeconds: 4,
      },
    },
  ],
])("%j has no issue", (config) => {
  expect(application(config)).toEqual([]);
});

test.each<[ApplicationTargetsConfig, string]>([
  [
    { deregistrationDelaySeconds: 3601 },
    "targets.deregistrationDelaySeconds: must be a whole number of seconds from 0 to 3600, got 3601",
  ],
  [
    { slowStartSeconds: 29 },
    "targets.slowStartSeconds: must be a whole number of seconds from 30 to 900, or 0 for none, got 29",
  ],
  [
    { stickiness: { seconds: 0 } },
    "targets.stickiness.seconds: must be a whole number of seconds from 1 to 604800, got 0",
  ],
  [
    { stickiness: { seconds: 1, cookieName: "AWSALBAPP-0" } },
    `targets.stickiness.cookieName: must be the name of a cookie, not one of AWS's own that begin with AWSALB, got "AWSALBAPP-0"`,
  ],
  [
    { healthCheck: { intervalSeconds: 5 } },
    "targets.healthCheck.timeoutSeconds: must be less than the interval of 5 seconds, got 5",
  ],
  [
    { healthCheck: { unhealthyThreshold: 1 } },
    "targets.healthCheck.unhealthyThreshold: must be a whole number of failures from 2 to 10, got 1",
  ],
  [
    { healthCheck: { path: "health" } },
    'targets.healthCheck.path: must begin with / and have at most 1024 printable characters, got "health"',
  ],
  [
    { healthCheck: { successCodes: "2xx" } },
    'targets.healthCheck.successCodes: must be status codes from 200 to 499, like "200", "200,204" or "200-299", got "2xx"',
  ],
])("%j is an issue", (config, issue) => {
  expect(application(config)).toEqual([issue]);
});

test("a Network Load Balancer's targets are checked alike", () => {
  expect(network({ deregistrationDelaySeconds: 30, healthCheck: { protocol: "TCP" } })).toEqual([]);
  expect(
    network({ deregistrationDelaySeconds: 0.5, healthCheck: { protocol: "TCP", timeoutSeconds: 30 } }),
  ).toEqual([
    "targets.deregistrationDelaySeconds: must be a whole number of seconds from 0 to 3600, got 0.5",
    "targets.healthCheck.timeoutSeconds: must be less than the interval of 30 seconds, got 30",
  ]);
});
