import type { StoredState } from "./embedded-aws";

/**
 * What Route 53 answers, after AWS's documentation and independently of the code that makes the records.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html
 */
export class Route53Model {
  private readonly checks: ReadonlyMap<string, HealthCheck>;
  public readonly records: readonly AliasRecord[];

  public constructor({ resources }: StoredState) {
    const attributesOf = (type: string) =>
      resources
        .filter((resource) => resource.mode === "managed" && resource.type === type)
        .flatMap(({ instances }) => instances.map(({ attributes }) => attributes));
    this.checks = new Map(
      attributesOf("aws_route53_health_check").map((check) => [check["id"] as string, check as never]),
    );
    this.records = attributesOf("aws_route53_record") as never;
  }

  /** Host names of the load balancers whose records a query for the name gets: one, whatever has failed. */
  public answer(name: string, world: World): string {
    const records = this.records.filter((record) => record.name === name);
    const healthy = records.filter((record) => this.isRecordHealthy(record, world));
    return addressOf(
      records.some(isFailover) ? failover(records, healthy) : nearest(records, healthy, world),
    );
  }

  /** Whether the check counts as healthy. */
  public isHealthy(id: string, world: World): boolean {
    const check = this.checks.get(id);
    if (check === undefined) throw new Error(`a record names health check ${id}, which does not exist`);
    // "After you disable a health check, Route 53 considers the status of the health check to always be healthy."
    const status = check.disabled || this.measured(check, world);
    return check.invert_healthcheck ? !status : status;
  }

  private measured(check: HealthCheck, world: World): boolean {
    if (check.type !== "CALCULATED") return world.answers.has(check.fqdn);
    const healthy = check.child_healthchecks.filter((child) => this.isHealthy(child, world));
    return healthy.length >= check.child_health_threshold;
  }

  /** An alias record with both a health check and "evaluate target health" is healthy when both are. */
  private isRecordHealthy({ health_check_id: id, alias }: AliasRecord, world: World): boolean {
    const isTargetHealthy = alias.every(
      (target) => !target.evaluate_target_health || world.healthyTargets.has(target.name),
    );
    return (id === "" || this.isHealthy(id, world)) && isTargetHealthy;
  }
}

/** What is up at one moment, by host name. */
export interface World {
  /** Hosts that give health checkers a status of 200 to 399. */
  readonly answers: ReadonlySet<string>;
  /** Load balancers that have a healthy target. */
  readonly healthyTargets: ReadonlySet<string>;
  /** The client's latency to a Region, in milliseconds. */
  readonly latencyTo?: Readonly<Record<string, number>>;
}

interface HealthCheck {
  readonly type: string;
  readonly fqdn: string;
  readonly disabled: boolean;
  readonly invert_healthcheck: boolean;
  readonly child_healthchecks: readonly string[];
  readonly child_health_threshold: number;
}

interface AliasRecord {
  readonly name: string;
  readonly set_identifier: string;
  readonly health_check_id: string;
  readonly alias: readonly { readonly name: string; readonly evaluate_target_health: boolean }[];
  readonly failover_routing_policy: readonly { readonly type: string }[];
  readonly latency_routing_policy: readonly { readonly region: string }[];
}

const isFailover = (record: AliasRecord): boolean => record.failover_routing_policy.length > 0;
const addressOf = (record: AliasRecord): string => record.alias[0]!.name;

/** "When the secondary is unhealthy, Route 53 responds with the primary regardless of the health of the primary." */
function failover(records: readonly AliasRecord[], healthy: readonly AliasRecord[]): AliasRecord {
  const role = (type: string) =>
    records.filter((record) => record.failover_routing_policy.some((policy) => policy.type === type));
  const [[primary, ...noOther], [secondary, ...none]] = [role("PRIMARY"), role("SECONDARY")];
  if (primary === undefined || secondary === undefined || noOther.length + none.length > 0) {
    throw new Error("a failover has exactly one primary and one secondary");
  }
  return healthy.includes(primary) || !healthy.includes(secondary) ? primary : secondary;
}

/** "If the status for all records in the group is unhealthy, Route 53 considers all in the group healthy." */
function nearest(
  records: readonly AliasRecord[],
  healthy: readonly AliasRecord[],
  world: World,
): AliasRecord {
  const distance = (record: AliasRecord) => world.latencyTo?.[record.latency_routing_policy[0]!.region] ?? 0;
  const [first] = (healthy.length > 0 ? healthy : records).toSorted((a, b) => distance(a) - distance(b));
  if (first === undefined) throw new Error("the name has no record");
  return first;
}
