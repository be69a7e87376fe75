import { UserError } from "@tagform/outcome";

import { NAME_RULES, type ResourceKind } from "./name-rule";
import { physicalName } from "./physical-name";

test("a name is its parts, joined", () => {
  expect(physicalName("loadBalancer", "research", "website")).toBe("research-website");
  expect(physicalName("kmsAlias", "tagform", "dev")).toBe("alias/tagform-dev");
  expect(physicalName("logGroup", "/tagform/research", "flow")).toBe("/tagform/research-flow");
});

test("a name that is too long says by how much and what to do", () => {
  expect(() => physicalName("loadBalancer", "research", "prod", "ap-southeast-1", "front-door")).toThrow(
    new UserError(
      'loadBalancer name "research-prod-ap-southeast-1-front-door" has 39 characters, AWS allows 32: ' +
        "shorten the team or workload name",
    ),
  );
});

test.each([
  ["loadBalancer", 32],
  ["targetGroup", 32],
  ["role", 64],
  ["policy", 128],
  ["instanceProfile", 128],
  ["bucket", 63],
  ["launchTemplate", 128],
  ["autoScalingGroup", 255],
  ["securityGroup", 255],
  ["logGroup", 512],
  ["kmsAlias", 256],
  ["snsTopic", 256],
  ["sqsQueue", 80],
  ["dynamodbTable", 255],
  ["codebuildProject", 150],
  ["codepipeline", 100],
  ["codecommitRepository", 100],
  ["eventRule", 64],
  ["schedule", 64],
  ["scheduleGroup", 64],
  ["trail", 128],
  ["chatConfiguration", 128],
  ["lambdaFunction", 64],
  ["alarm", 255],
  ["dashboard", 255],
  ["organizationPolicy", 128],
  ["analyzer", 255],
  ["budget", 100],
  ["ssmDocument", 128],
  ["configRecorder", 256],
] as const)("a %s name of %i characters is the longest", (resource, longest) => {
  const room = longest - (resource === "kmsAlias" ? "alias/".length : 0);
  expect(physicalName(resource, "a".repeat(room))).toHaveLength(longest);
  expect(() => physicalName(resource, "a".repeat(room + 1))).toThrow(
    `has ${longest + 1} characters, AWS allows ${longest}: shorten the team or workload name`,
  );
});

test("every kind of resource has its limit tested above", () => {
  expect(Object.keys(NAME_RULES)).toHaveLength(30);
});

test.each<[ResourceKind, string, string]>([
  [
    "trail",
    "a--b",
    'trail name "a--b" is malformed, AWS allows letters, digits and single . _ -, a letter or digit first and last',
  ],
  ["bucket", "a", 'bucket name "a" is shorter than the 3 characters that AWS asks for'],
  [
    "bucket",
    "Team",
    'bucket name "Team" is malformed, AWS allows a-z, 0-9 and hyphens, no hyphen first or last',
  ],
  [
    "loadBalancer",
    "a_b",
    'loadBalancer name "a_b" is malformed, AWS allows letters, digits and hyphens, no hyphen first or last',
  ],
  [
    "loadBalancer",
    "internal-a",
    'loadBalancer name "internal-a" begins with "internal-", which AWS keeps for itself',
  ],
  ["securityGroup", "sg-web", 'securityGroup name "sg-web" begins with "sg-", which AWS keeps for itself'],
  [
    "autoScalingGroup",
    "a:b",
    'autoScalingGroup name "a:b" is malformed, AWS allows printable ASCII without spaces and colons',
  ],
  ["role", "a\nb", 'role name "a\\u{a}b" is malformed, AWS allows letters, digits and _ + = , . @ -'],
  [
    "kmsAlias",
    "aws/key",
    'kmsAlias name "alias/aws/key" begins with "alias/aws/", which AWS keeps for itself',
  ],
])("a %s called %j is refused", (resource, name, message) => {
  expect(() => physicalName(resource, name)).toThrow(new UserError(message));
});

test("a part that is empty is refused: two names would look alike", () => {
  expect(() => physicalName("role", "research", "", "web")).toThrow(
    new UserError('role name "research--web" has an empty part, every part of a name must say something'),
  );
  expect(() => physicalName("role")).toThrow("has an empty part");
});
