import type { StateConfig, TagSigners } from "./environment-config";
import { dev, issuesOf, state } from "./sample-environment";

test.each([
  [{ repository: "" }, 'dev.repository: must be a repository\'s name, got ""'],
  [
    { releaseBranch: "refs heads" },
    'dev.releaseBranch: must be a branch\'s name such as "main", got "refs heads"',
  ],
])("%j is an issue", (overrides, issue) => {
  expect(issuesOf(dev(overrides))).toEqual([issue]);
});

describe("signed tags", () => {
  const withSigners = (signedTags: object) => issuesOf(dev({ signedTags: signedTags as TagSigners }));

  test.each([{ allowedSigners: "pipelines/allowed-signers" }, { gpgKeys: "keys.asc" }])(
    "%j is fine",
    (signers) => {
      expect(withSigners(signers)).toEqual([]);
    },
  );

  test.each([
    [{}, "dev.signedTags: must have one of allowedSigners and gpgKeys, got {}"],
    [
      { allowedSigners: "a", gpgKeys: "b" },
      'dev.signedTags: must have one of allowedSigners and gpgKeys, got {"allowedSigners":"a","gpgKeys":"b"}',
    ],
    [
      { allowedSigners: "../signers" },
      'dev.signedTags.allowedSigners: must be a path from the root of the repository such as "pipelines/allowed-signers", ' +
        'got "../signers"',
    ],
    [{ gpgKeys: "/etc/keys" }, expect.stringContaining('got "/etc/keys"')],
  ])("%j is an issue", (signers, issue) => {
    expect(withSigners(signers)).toEqual([issue]);
  });
});

describe("Regions", () => {
  test("global resources are deployed from a Region of the environment", () => {
    expect(issuesOf(dev({ globalResourceDeployFromRegion: "eu-west-1" }))).toEqual([
      "dev.globalResourceDeployFromRegion: must be one of the environment's Regions us-east-1, eu-central-1, got eu-west-1",
    ]);
  });

  test("none is named twice", () => {
    expect(issuesOf(dev({ regions: ["us-east-1", "us-east-1"] }))).toEqual([
      "dev.regions: must name nothing twice, got us-east-1 again",
    ]);
  });

  test("an opt-in Region must be declared as switched on", () => {
    const regions = ["us-east-1", "af-south-1"] as const;
    expect(issuesOf(dev({ regions }))).toEqual([
      "dev.regions: af-south-1 must be switched on in every account first: do that, then list it in optInRegions",
    ]);
    expect(issuesOf(dev({ regions, optInRegions: ["af-south-1"] }))).toEqual([]);
  });

  test("a declaration that nothing needs is an issue", () => {
    expect(issuesOf(dev({ optInRegions: ["us-east-1", "af-south-1"] }))).toEqual([
      "dev.optInRegions: us-east-1 is on by default: remove it",
      "dev.optInRegions: af-south-1 is not in regions: remove it",
    ]);
  });

  test("no environment spans partitions: no account does", () => {
    expect(issuesOf(dev({ regions: ["us-east-1", "us-gov-west-1"] }))).toEqual([
      "dev.regions: must be in one partition together with state.buildRegion, got aws and aws-us-gov",
    ]);
  });
});

describe("state", () => {
  const withState = (overrides: Partial<StateConfig>) => issuesOf(dev({ state: { ...state, ...overrides } }));
  const key = (region: string) =>
    `arn:aws:kms:${region}:111122223333:key/12345678-90ab-cdef-1234-567890abcdef`;

  test("the prefix must make valid bucket names", () => {
    expect(withState({ tfBackendConfigPrefix: "Tagform" })).toEqual([
      'dev.state.tfBackendConfigPrefix: "Tagform" cannot be used: bucket name "Tagform-dev" is malformed, ' +
        "AWS allows a-z, 0-9 and hyphens, no hyphen first or last",
    ]);
  });

  test("no lock is named twice", () => {
    expect(withState({ locks: ["s3", "s3"] })).toEqual([
      "dev.state.locks: must name nothing twice, got s3 again",
    ]);
  });

  test("the KMS key is one of the build Region", () => {
    expect(withState({ kmsKeyArn: key("us-east-1") })).toEqual([]);
    expect(withState({ kmsKeyArn: key("eu-central-1") })).toEqual([
      "dev.state.kmsKeyArn: must be a key of state.buildRegion us-east-1, where the state bucket is, got one of eu-central-1",
    ]);
  });

  test.each([
    "alias/state",
    key("us-eest-1"),
    key("us-gov-west-1"),
    key("us-east-1").replace("key/", "alias/"),
  ])("%s is no ARN of a KMS key", (kmsKeyArn) => {
    expect(withState({ kmsKeyArn })).toEqual([
      "dev.state.kmsKeyArn: must be the ARN of a KMS key such as " +
        `arn:aws:kms:us-east-1:<account>:key/<key id>, got "${kmsKeyArn}"`,
    ]);
  });

  test("one KMS key cannot encrypt the states of all Regions", () => {
    expect(withState({ layout: "regional", kmsKeyArn: key("us-east-1") })).toEqual([
      'dev.state.kmsKeyArn: is a key of us-east-1, but the layout "regional" keeps states in every Region: leave it out',
    ]);
  });
});
