import { type AwsReader, fieldsOf, textIn } from "../aws/aws-api";
import { AwsError } from "../aws/aws-error";
import { blocksOf, type PlannedResource, textOf } from "../planned/planned-resource";
import {
  type CheckFinding,
  fails,
  passes,
  type PreflightCheck,
  type PreflightSubject,
  unknown,
} from "./preflight-check";

const ARN = /^arn:[^:]+:acm:([^:]+):(\d{12}):certificate\//;
const SOON_DAYS = 14;
const DAY_MS = 86_400_000;
/** CloudFront reads certificates there alone: https://docs.aws.amazon.com/acm/latest/userguide/acm-regions.html */
const CLOUDFRONT = "us-east-1";

interface Use {
  readonly address: string;
  readonly arn: string;
  /** Region in which the certificate has to be. */
  readonly region: string | undefined;
  readonly hosts: readonly string[];
}

/** Whether certificates that are named exist, are issued, lie in the right Region and cover the cell's host names. */
export const CERTIFICATES: PreflightCheck = {
  name: "certificates",
  async run(subject) {
    const uses = usesOf(subject.planned.resources);
    if (uses.length === 0) return [passes("no certificate is named")];
    const api = await subject.account();
    const found = await Promise.all(uses.map((use) => judge(use, api, subject)));
    return found.flat();
  },
};

function usesOf(resources: readonly PlannedResource[]): Use[] {
  const changing = resources.filter(({ change }) => change !== "delete");
  const hosts = hostsOf(changing);
  return changing.flatMap(({ type, address, region, values }): Use[] => {
    if (type === "aws_lb_listener" || type === "aws_lb_listener_certificate") {
      const arn = textOf(values, "certificate_arn");
      return arn === undefined
        ? []
        : [{ address, arn, region, hosts: type === "aws_lb_listener" ? hosts : [] }];
    }
    if (type !== "aws_cloudfront_distribution") return [];
    const aliases = Array.isArray(values["aliases"])
      ? values["aliases"].filter((each) => typeof each === "string")
      : [];
    const arns = blocksOf(values, "viewer_certificate").flatMap(
      (block) => textOf(block, "acm_certificate_arn") ?? [],
    );
    return arns.map((arn) => ({ address, arn, region: CLOUDFRONT, hosts: aliases }));
  });
}

/** Host names that rules of listeners ask for. */
function hostsOf(resources: readonly PlannedResource[]): string[] {
  const conditions = resources
    .filter(({ type }) => type === "aws_lb_listener_rule")
    .flatMap(({ values }) => blocksOf(values, "condition"))
    .flatMap((condition) => blocksOf(condition, "host_header"));
  const values = conditions.flatMap(({ values: names }) =>
    Array.isArray(names) ? (names as unknown[]) : [],
  );
  return [
    ...new Set(values.filter((value): value is string => typeof value === "string" && !value.includes("${"))),
  ];
}

async function judge(use: Use, api: AwsReader, subject: PreflightSubject): Promise<CheckFinding[]> {
  const { address, arn, region } = use;
  const [, own = "", account = ""] = ARN.exec(arn) ?? [];
  if (own === "")
    return [
      unknown(
        `${address} names ${arn}, which is no certificate of ACM`,
        "import it into ACM to have it checked",
      ),
    ];
  if (region !== undefined && own !== region) {
    return [
      fails(
        `${address} needs a certificate in ${region}, ${arn} is in ${own}`,
        `request one for the same names in ${region}`,
      ),
    ];
  }
  if (account !== subject.accountId) {
    return [
      fails(
        `${address} needs a certificate of account ${subject.accountId}, ${arn} is in ${account}`,
        "request one in the cell's account",
      ),
    ];
  }
  try {
    const { Certificate } = await api.json("acm", own, "DescribeCertificate", { CertificateArn: arn });
    return states(use, fieldsOf(Certificate), subject);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return [notRead(use, error, subject)];
  }
}

function notRead({ address, arn }: Use, error: AwsError, { cloud }: PreflightSubject): CheckFinding {
  const what = `${address}: ${arn}: ${error.message}`;
  if (error.code !== "ResourceNotFoundException")
    return unknown(what, "look at the certificate in the console");
  return cloud.kind === "embedded"
    ? unknown(
        `${what}; an embedded AWS has only what was made in it`,
        "ask the real AWS: tagform preflight <cell>",
      )
    : fails(what, "request the certificate, or correct its ARN in the team's file");
}

function states(
  { address, arn, hosts }: Use,
  certificate: Readonly<Record<string, unknown>>,
  { now }: PreflightSubject,
): CheckFinding[] {
  const status = textIn(certificate, "Status");
  if (status !== "ISSUED") {
    return [
      fails(
        `${address}: ${arn} is ${status}`,
        "create the records that ACM names for its validation, and wait until it is ISSUED",
      ),
    ];
  }
  const alternatives = certificate["SubjectAlternativeNames"];
  const names = [
    textIn(certificate, "DomainName"),
    ...(Array.isArray(alternatives) ? (alternatives as string[]) : []),
  ];
  const bare = hosts.filter((host) => !names.some((name) => covers(name, host)));
  const days = (Number(certificate["NotAfter"]) * 1000 - now().getTime()) / DAY_MS;
  const left = `${Math.floor(days)} days`;
  return [
    ...bare.map((host) =>
      fails(
        `${address}: ${arn} does not cover ${host}, only ${[...new Set(names)].join(", ")}`,
        "request one that does",
      ),
    ),
    ...(days <= 0
      ? [fails(`${address}: ${arn} has expired`, "renew it: ACM renews those that it validates by DNS")]
      : []),
    ...(days > 0 && days < SOON_DAYS
      ? [unknown(`${address}: ${arn} expires in ${left}`, "see why ACM has not renewed it")]
      : []),
    ...(bare.length === 0 && !(days < SOON_DAYS)
      ? [passes(`${address}: ${arn} is issued and covers what is asked for`)]
      : []),
  ];
}

/** A star stands for one label: `*.example.com` covers neither `example.com` nor `a.b.example.com`. */
function covers(name: string, host: string): boolean {
  if (!name.startsWith("*.")) return name.toLowerCase() === host.toLowerCase();
  const dot = host.indexOf(".");
  return dot > 0 && host.slice(dot).toLowerCase() === name.slice(1).toLowerCase();
}
