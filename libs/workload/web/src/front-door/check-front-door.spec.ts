import { checkFrontDoor } from "./check-front-door";
import type { FrontDoorConfig } from "./front-door-config";
import { CERTIFICATE, OTHER_CERTIFICATE, WEB_ACL } from "./sample-front-door";

const issues = (config: FrontDoorConfig) =>
  checkFrontDoor("web.frontDoor", config, { scope: "us-east-1", accountId: "111122223333" }).map(
    ({ path, message }) => `${path}: ${message}`,
  );
const tls = (overrides: object) => ({ tls: { certificateArn: CERTIFICATE, ...overrides } });

test.each<[FrontDoorConfig]>([
  [{}],
  [{ type: "network" }],
  [{ tls: { certificateArn: CERTIFICATE, moreCertificateArns: [OTHER_CERTIFICATE] }, webAclArn: WEB_ACL }],
  [{ idleTimeoutSeconds: 1, clientKeepAliveSeconds: 604_800 }],
  [{ type: "network", targets: { stickiness: true } }],
])("%j has no issue", (config) => {
  expect(issues(config)).toEqual([]);
});

test.each<[string, FrontDoorConfig, string]>([
  [
    "a certificate that ACM does not hold",
    tls({ certificateArn: "arn:aws:iam::111122223333:server-certificate/x" }),
    'tls.certificateArn: must be the ARN of an ACM certificate, got "arn:aws:iam::111122223333:server-certificate/x"',
  ],
  [
    "a certificate of another Region",
    tls({ certificateArn: CERTIFICATE.replace("us-east-1", "eu-central-1") }),
    "tls.certificateArn: must be in the cell's own Region us-east-1, got eu-central-1",
  ],
  [
    "a certificate of another account",
    tls({ moreCertificateArns: [OTHER_CERTIFICATE.replace("111122223333", "444455556666")] }),
    "tls.moreCertificateArns.0: must be in the cell's own account 111122223333, got 444455556666",
  ],
  [
    "a certificate twice",
    tls({ moreCertificateArns: [CERTIFICATE] }),
    "tls.moreCertificateArns: must not name a certificate twice, nor the one in certificateArn",
  ],
  [
    "more certificates than AWS takes",
    tls({ moreCertificateArns: Array.from({ length: 26 }, (_, index) => `${OTHER_CERTIFICATE}${index}`) }),
    "tls.moreCertificateArns: must be at most 25, which is AWS's quota of a load balancer, got 26",
  ],
  [
    "a web ACL of CloudFront",
    { webAclArn: WEB_ACL.replace("regional", "global") },
    `webAclArn: must be the ARN of a regional web ACL, not one of CloudFront's, got "${WEB_ACL.replace("regional", "global")}"`,
  ],
  [
    "a web ACL of another Region",
    { webAclArn: WEB_ACL.replace("us-east-1", "eu-central-1") },
    "webAclArn: must be in the cell's own Region us-east-1, got eu-central-1",
  ],
  [
    "a timeout that AWS does not take",
    { idleTimeoutSeconds: 0 },
    "idleTimeoutSeconds: must be a whole number of seconds from 1 to 4000, got 0",
  ],
  [
    "a fleet that nothing is forwarded to",
    { otherwise: { type: "fixed-response", statusCode: 404 } },
    "otherwise: nothing is forwarded to the fleet, whose instances would count as unhealthy: forward here or in a rule",
  ],
  [
    "stickiness together with TLS, of connections",
    { type: "network", tls: { certificateArn: CERTIFICATE }, targets: { stickiness: true } },
    "targets.stickiness: must be off together with tls: AWS offers stickiness for TCP only",
  ],
])("%s is an issue", (_what, config, issue) => {
  expect(issues(config)).toEqual([`web.frontDoor.${issue}`]);
});

test("a fleet that only a rule forwards to is none", () => {
  const rules = { 1: { conditions: { paths: ["/api/*"] }, action: { type: "forward" } } } as const;
  expect(issues({ rules, otherwise: { type: "fixed-response", statusCode: 404 } })).toEqual([]);
});

test("the issues of all parts are reported together", () => {
  const config: FrontDoorConfig = {
    ...tls({ certificateArn: "x" }),
    rules: { 0: { conditions: { paths: ["/a"] }, action: { type: "forward" } } },
    targets: { deregistrationDelaySeconds: -1 },
  };
  expect(issues(config).map((issue) => issue.split(": ")[0])).toEqual([
    "web.frontDoor.tls.certificateArn",
    "web.frontDoor.rules",
    "web.frontDoor.targets.deregistrationDelaySeconds",
  ]);
});
