import { type AwsReader, fieldsOf, itemsOf, textIn } from "../aws/aws-api";
import { AwsError } from "../aws/aws-error";
import { type GrowingGroup, growingGroups } from "../quotas/planned-vcpus";
import {
  type AppliedQuota,
  COUNTED,
  type CountedQuota,
  isStandard,
  PER_ZONE,
  readQuota,
  STANDARD_VCPUS,
  usedByMetric,
} from "../quotas/quota-table";
import {
  type CheckFinding,
  fails,
  passes,
  type PreflightCheck,
  type PreflightSubject,
  regionsOf,
  unknown,
} from "./preflight-check";

const REMEDY =
  "request more in the account's data (quotas of its baseline, environments/landing-zone/accounts), wait until AWS has granted it, " +
  "or remove what is not used any more";

/** Whether the account's quotas leave room for what is planned. */
export const QUOTAS: PreflightCheck = {
  name: "quotas",
  async run(subject) {
    if (subject.cloud.kind === "embedded") {
      return [
        unknown("an embedded AWS has quotas that nobody chose", "ask the real AWS: tagform preflight <cell>"),
      ];
    }
    const api = await subject.account();
    const found = await Promise.all(
      regionsOf(subject).flatMap((region) => [
        ...COUNTED.map((quota) => counted(api, region, quota, subject, "fails")),
        // The plan does not tell a gateway's zone: in the worst case all are in one.
        counted(api, region, PER_ZONE, subject, "unknown"),
        vcpus(api, region, subject),
      ]),
    );
    const findings = found.flat();
    return findings.length > 0
      ? findings
      : [passes("nothing is planned that one of the known quotas limits")];
  },
};

/** The answer where there is too little room. */
type Beyond = "fails" | "unknown";

async function counted(
  api: AwsReader,
  region: string,
  quota: CountedQuota,
  { planned }: PreflightSubject,
  beyond: Beyond,
): Promise<CheckFinding[]> {
  const changes = planned.resources.filter(
    (resource) => resource.region === region && quota.counts(resource),
  );
  const more =
    changes.filter(({ change }) => change === "create").length -
    changes.filter(({ change }) => change === "delete").length;
  if (more <= 0) return [];
  return unlessRefused(quota.name, region, async () => {
    const [limit, used] = await Promise.all([readQuota(api, region, quota), quota.used(api, region)]);
    return [verdict({ name: quota.name, code: quota.code, region, more, used, limit }, beyond)];
  });
}

async function vcpus(
  api: AwsReader,
  region: string,
  { planned, now }: PreflightSubject,
): Promise<CheckFinding[]> {
  const groups = growingGroups(planned.resources, region);
  if (groups.length === 0) return [];
  const { name, code } = STANDARD_VCPUS;
  return unlessRefused(name, region, async () => {
    const types = [...new Set(groups.flatMap(({ instanceTypes }) => instanceTypes))];
    const other = groups.filter(
      ({ instanceTypes }) => instanceTypes.length === 0 || !instanceTypes.every(isStandard),
    );
    if (other.length > 0) {
      const names = other.map(({ address }) => address).join(", ");
      return [
        unknown(
          `${name} in ${region}: instance types of ${names} are not known, or count for another quota`,
          "look at Service Quotas of Amazon EC2",
        ),
      ];
    }
    const [limit, sizes] = await Promise.all([
      readQuota(api, region, STANDARD_VCPUS),
      vcpusOf(api, region, types),
    ]);
    const used = limit.usage === undefined ? undefined : await usedByMetric(api, region, limit.usage, now());
    const more = groups.reduce((sum, group) => sum + needed(group, sizes), 0);
    // Some of them may run as Spot Instances, which have a quota of their own.
    return [verdict({ name, code, region, more, used, limit }, "fails")];
  });
}

const needed = ({ more, instanceTypes }: GrowingGroup, sizes: ReadonlyMap<string, number>): number =>
  more * Math.max(...instanceTypes.map((type) => sizes.get(type) ?? 0));

async function vcpusOf(
  api: AwsReader,
  region: string,
  types: readonly string[],
): Promise<Map<string, number>> {
  const named = types.map((type, index) => [`InstanceType.${index + 1}`, type]);
  const answer = await api.query(
    "ec2",
    region,
    "DescribeInstanceTypes",
    Object.fromEntries(named) as Record<string, string>,
  );
  return new Map(
    itemsOf(answer, "instanceTypeSet").map((each) => [
      textIn(each, "instanceType"),
      Number(textIn(fieldsOf(each["vCpuInfo"]), "defaultVCpus")),
    ]),
  );
}

interface Room {
  readonly name: string;
  readonly code: string;
  readonly region: string;
  readonly more: number;
  readonly used: number | undefined;
  readonly limit: AppliedQuota;
}

function verdict({ name, code, region, more, used, limit }: Room, beyond: Beyond): CheckFinding {
  const which = limit.applied ? "" : ", AWS's default, the account's own is not known";
  const quota = `${name} in ${region}: ${more} more planned, ${used ?? "unknown"} used, quota ${limit.value} (${code}${which})`;
  // More than all of it cannot fit, whatever is used.
  const fits = more + (used ?? 0) <= limit.value;
  if (!fits) return (beyond === "fails" && limit.applied ? fails : unknown)(quota, REMEDY);
  return used === undefined ? unknown(quota, "look at how much is used in Service Quotas") : passes(quota);
}

async function unlessRefused(
  name: string,
  region: string,
  ask: () => Promise<CheckFinding[]>,
): Promise<CheckFinding[]> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return [unknown(`${name} in ${region}: ${error.message}`, "look at Service Quotas in the console")];
  }
}
