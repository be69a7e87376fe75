import type { NamedPolicy } from "@tagform/policy-evaluator";

import { AwsError, NO_ANSWER } from "../aws/aws-error";
import { aws, creating, NOW, subject } from "../fixtures/subject";
import { runPreflight } from "../run-preflight";
import { ADDRESSES } from "./check-addresses";
import { CERTIFICATES } from "./check-certificates";
import { CLOCK } from "./check-clock";
import { GUARDRAILS } from "./check-guardrails";
import { REGIONS_ENABLED } from "./check-regions";
import { ROLE } from "./check-role";

const items = (...item: object[]) => ({ item });

describe("clock", () => {
  const at = (seconds: number) =>
    CLOCK.run(subject({}, { own: aws({}, () => Promise.resolve(new Date(NOW.getTime() - seconds * 1000))) }));

  test.each([
    [0, "passes", "is right"],
    [90, "unknown", "90 s ahead of AWS's"],
    [-301, "fails", "301 s behind AWS's: AWS refuses what it signs"],
  ])("%d seconds: %s", async (seconds, answer, what) => {
    expect(await at(seconds)).toEqual([
      expect.objectContaining({ answer, what: expect.stringContaining(what) }),
    ]);
  });

  test("an STS that does not answer fails, and the network comes first", async () => {
    const own = aws({}, () =>
      Promise.reject(
        new AwsError("sts:GetCallerIdentity", NO_ANSWER, "sts.us-east-1 does not answer: timeout"),
      ),
    );
    expect(await CLOCK.run(subject({}, { own }))).toEqual([
      expect.objectContaining({
        answer: "fails",
        remedy: expect.stringContaining("interface endpoint for sts"),
      }),
    ]);
  });
});

test("without credentials nobody is asked for the time", async () => {
  const own = aws({}, () => Promise.reject(new AwsError("sts:AssumeRole", "NoCredentials", "none")));
  expect(await CLOCK.run(subject({}, { own }))).toEqual([
    expect.objectContaining({ answer: "unknown", remedy: expect.stringContaining("log in first") }),
  ]);
});

describe("role", () => {
  const denied = new AwsError("sts:AssumeRole", "AccessDenied", "not authorized");
  const refused = (error: AwsError, more = {}) =>
    ROLE.run(
      subject(
        {
          "sts:GetCallerIdentity": {
            Account: "555555555555",
            Arn: "arn:aws:sts::555555555555:assumed-role/tagform-dev-plan/build",
          },
        },
        { account: () => Promise.reject(error), ...more },
      ),
    );

  test("passes in the account of the data, and fails in another one", async () => {
    const inAccount = (Account: string) => ROLE.run(subject({ "sts:GetCallerIdentity": { Account } }));
    expect((await inAccount("012345678901"))[0]?.answer).toBe("passes");
    expect((await inAccount("111122223333"))[0]).toMatchObject({
      answer: "fails",
      what: "InfraPlanRole works in account 111122223333, the cell's is 012345678901",
    });
  });

  test("a denial names the policy of the organization that is responsible", async () => {
    const perimeter: NamedPolicy = {
      name: "no-sts",
      document: {
        Version: "2012-10-17",
        Statement: { Sid: "NoSts", Effect: "Deny", Action: "sts:*", Resource: "*" },
      },
    };
    const policiesFor = (account: string) => ({
      serviceControl: account === "555555555555" ? [{ name: "Infrastructure", policies: [perimeter] }] : [],
      resourceControl: [],
    });
    const [finding] = await refused(denied, { policiesFor });
    expect(finding?.what).toContain(
      'service control policy "no-sts" of Infrastructure, statement NoSts, denies it',
    );
  });

  test("a denial without such a policy names role, trust and caller", async () => {
    expect((await refused(denied))[0]).toMatchObject({
      answer: "fails",
      remedy: expect.stringContaining("its trust"),
    });
  });

  test.each([
    ["ExpiredToken", "fails", "log in again"],
    ["RegionDisabledException", "fails", "switch STS on"],
    ["Http500", "unknown", "ask again"],
    [NO_ANSWER, "unknown", "the clock"],
  ])("%s: %s", async (code, answer, remedy) => {
    const findings = await refused(new AwsError("sts:AssumeRole", code, "no"));
    expect(findings).toEqual([expect.objectContaining({ answer, remedy: expect.stringContaining(remedy) })]);
  });
});

test("a Region that is switched off fails, one that AWS does not name is unknown", async () => {
  const regionInfo = items(
    { regionName: "us-east-1", optInStatus: "opt-in-not-required" },
    { regionName: "ap-east-1", optInStatus: "not-opted-in" },
  );
  const planned = creating(
    { type: "aws_vpc", region: "ap-east-1" },
    { type: "aws_vpc", region: "mx-central-1" },
  );
  const findings = await REGIONS_ENABLED.run(subject({ "ec2:DescribeRegions": { regionInfo } }, planned));
  expect(findings.map(({ answer }) => answer)).toEqual(["passes", "fails", "unknown"]);
  expect(findings[1]?.what).toContain("ap-east-1 is switched off in account 012345678901");
});

describe("addresses", () => {
  const vpc = (cidr_block: string) => creating({ type: "aws_vpc", values: { cidr_block } });
  const tag = (key: string, value: string) => ({ key, value });
  const networks = {
    "ec2:DescribeVpcs": {
      vpcSet: items(
        {
          vpcId: "vpc-1",
          cidrBlock: "10.1.0.0/16",
          cidrBlockAssociationSet: items({ cidrBlock: "10.1.0.0/16" }, { cidrBlock: "10.2.0.0/20" }),
        },
        { vpcId: "vpc-default", cidrBlock: "172.31.0.0/16", isDefault: "true" },
        {
          vpcId: "vpc-own",
          cidrBlock: "10.0.0.0/20",
          tagSet: items(tag("environment", "dev"), tag("scope", "us-east-1"), tag("team", "research")),
        },
      ),
    },
    "ec2:DescribeVpcPeeringConnections": {
      vpcPeeringConnectionSet: items({
        status: { code: "active" },
        accepterVpcInfo: { cidrBlock: "10.3.0.0/16", vpcId: "vpc-peer" },
        requesterVpcInfo: {},
      }),
    },
    "ec2:DescribeRouteTables": {
      routeTableSet: items({
        routeSet: items({ transitGatewayId: "tgw-1", destinationCidrBlock: "10.4.0.0/14" }),
      }),
    },
  };

  test.each([
    ["10.0.0.0/20", "passes", "is free"],
    ["10.1.16.0/20", "fails", "overlaps 10.1.0.0/16 of vpc-1"],
    ["10.2.0.0/16", "fails", "overlaps 10.2.0.0/20 of vpc-1"],
    ["10.3.0.0/20", "fails", "overlaps 10.3.0.0/16 of peer vpc-peer"],
    ["10.5.0.0/20", "unknown", "overlaps 10.4.0.0/14 of a route to tgw-1"],
    ["10.9.0.0/20", "fails", "overlaps 10.9.0.0/16 of qa.teams.risk"],
    ["172.31.0.0/20", "passes", "is free"],
  ])("%s %s", async (cidr, answer, what) => {
    const otherRanges = [{ path: "qa.teams.risk", cidr: "10.9.0.0/16" }];
    const findings = await ADDRESSES.run(subject(networks, { ...vpc(cidr), otherRanges }));
    expect(findings).toEqual([expect.objectContaining({ answer, what: expect.stringContaining(what) })]);
  });

  test("without a planned network nobody is asked", async () => {
    expect((await ADDRESSES.run(subject({})))[0]?.answer).toBe("passes");
  });
});

describe("certificates", () => {
  const arn = "arn:aws:acm:us-east-1:012345678901:certificate/1";
  const issued = {
    Status: "ISSUED",
    DomainName: "example.com",
    SubjectAlternativeNames: ["*.example.com"],
    NotAfter: NOW.getTime() / 1000 + 90 * 86_400,
  };
  const listener = (certificate_arn: string, host = "www.example.com") =>
    creating(
      { type: "aws_lb_listener", values: { certificate_arn } },
      { type: "aws_lb_listener_rule", values: { condition: [{ host_header: { values: [host] } }] } },
    );
  const answers = (Certificate: object) => ({ "acm:DescribeCertificate": { Certificate } });

  test.each<[string, object, string, string]>([
    ["is issued and covers the host", issued, "passes", "covers what is asked for"],
    ["is not issued", { ...issued, Status: "PENDING_VALIDATION" }, "fails", "is PENDING_VALIDATION"],
    [
      "covers another host",
      { ...issued, SubjectAlternativeNames: ["*.other.com"] },
      "fails",
      "does not cover www.example.com",
    ],
    ["has expired", { ...issued, NotAfter: NOW.getTime() / 1000 - 1 }, "fails", "has expired"],
    [
      "expires soon",
      { ...issued, NotAfter: NOW.getTime() / 1000 + 5 * 86_400 },
      "unknown",
      "expires in 5 days",
    ],
  ])("one that %s", async (_what, certificate, answer, what) => {
    const findings = await CERTIFICATES.run(subject(answers(certificate), listener(arn)));
    expect(findings).toEqual([expect.objectContaining({ answer, what: expect.stringContaining(what) })]);
  });

  test("a star covers one label", async () => {
    const answer = async (host: string) =>
      (await CERTIFICATES.run(subject(answers(issued), listener(arn, host))))[0]?.answer;
    expect(await answer("example.com")).toBe("passes");
    expect(await answer("a.b.example.com")).toBe("fails");
  });

  test.each([
    [arn.replace("us-east-1", "eu-central-1"), "needs a certificate in us-east-1"],
    [arn.replace("012345678901", "111122223333"), "needs a certificate of account 012345678901"],
  ])("one elsewhere fails before anybody is asked: %s", async (elsewhere, what) => {
    const findings = await CERTIFICATES.run(subject({}, listener(elsewhere)));
    expect(findings).toEqual([
      expect.objectContaining({ answer: "fails", what: expect.stringContaining(what) }),
    ]);
  });

  test("that of CloudFront is in us-east-1, wherever the cell is", async () => {
    const distribution = (acm_certificate_arn: string) =>
      creating({
        type: "aws_cloudfront_distribution",
        region: "eu-central-1",
        values: { aliases: ["www.example.com"], viewer_certificate: { acm_certificate_arn } },
      });
    expect((await CERTIFICATES.run(subject(answers(issued), distribution(arn))))[0]?.answer).toBe("passes");
    const elsewhere = arn.replace("us-east-1", "eu-central-1");
    expect((await CERTIFICATES.run(subject(answers(issued), distribution(elsewhere))))[0]?.answer).toBe(
      "fails",
    );
  });

  test("one that is not there fails, but in an embedded AWS", async () => {
    const missing = {
      "acm:DescribeCertificate": new AwsError("acm:DescribeCertificate", "ResourceNotFoundException", "none"),
    };
    const given = subject(missing, listener(arn));
    expect((await CERTIFICATES.run(given))[0]?.answer).toBe("fails");
    expect(
      (await CERTIFICATES.run({ ...given, cloud: { ...given.cloud, kind: "embedded" } }))[0]?.answer,
    ).toBe("unknown");
  });
});

test("guardrails: what is denied fails and names changes, statement and remedy", async () => {
  const deny: NamedPolicy = {
    name: "own",
    document: {
      Version: "2012-10-17",
      Statement: { Sid: "NoVpc", Effect: "Deny", Action: "ec2:CreateVpc", Resource: "*" },
    },
  };
  const full: NamedPolicy = {
    name: "FullAWSAccess",
    document: { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } },
  };
  const guardrails = {
    role: {
      roleArn: "arn:aws:iam::012345678901:role/InfraBuildRole",
      accountId: "012345678901",
      partition: "aws",
      organizationId: "o-a1b2c3d4e5",
      sessionTags: {},
    },
    applied: { serviceControl: [{ name: "Workloads", policies: [full, deny] }], resourceControl: [] },
    managementAccount: "888888888888",
    identity: [full],
  };
  const findings = await GUARDRAILS.run(
    subject({}, { guardrails, ...creating({ type: "aws_vpc" }, { type: "aws_eip" }, { type: "aws_new" }) }),
  );
  expect(findings.map(({ answer, what }) => [answer, what])).toEqual([
    ["fails", 'service control policy "own" of Workloads, statement NoVpc, denies ec2:CreateVpc: aws_vpc.r1'],
    ["unknown", "which actions aws_new needs is not in the table of types: aws_new.r3"],
  ]);
  expect((await GUARDRAILS.run(subject({})))[0]?.answer).toBe("unknown");
});

test("what cannot be asked is unknown, says what to allow, and stops nothing else", async () => {
  const { answer, checks } = await runPreflight(
    subject({}, creating({ type: "aws_vpc", values: { cidr_block: "10.0.0.0/20" } })),
    [CLOCK, ADDRESSES],
  );
  expect({ answer, answers: checks.map((check) => check.answer) }).toEqual({
    answer: "unknown",
    answers: ["passes", "unknown"],
  });
  expect(checks[1]?.findings[0]?.remedy).toBe("allow ec2:DescribeVpcs to the role that plans");
});
