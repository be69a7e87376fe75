import { isRegion, quote } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";
import { endpointsOf, type RegionalFailoverConfig } from "@tagform/workload-failover";

import type { Environment, Team, Workload } from "./environment";

/** Policies that refuse TLS 1.2. */
const TLS_1_3_ONLY = /^ELBSecurityPolicy-TLS13-1-3-/;

type Web = Extract<Workload, { readonly kind: "web" }>;
type Endpoint = ReturnType<typeof endpointsOf>[number]["endpoint"];

/**
 * The issues of failovers whose Regions do not run what they lead to. AWS would find a missing load balancer when the
 * global cell is planned, and a health check that is always red, or always green, never.
 */
export function checkFailovers({ teams }: Pick<Environment, "teams">): Issue[] {
  return Object.entries(teams).flatMap(([name, team]) =>
    Object.entries(team.scopes.global?.workloads ?? {}).flatMap(([workload, config]) =>
      config.kind === "regional-failover"
        ? checkFailover(`teams.${name}.scopes.global.workloads.${workload}`, config, team)
        : [],
    ),
  );
}

function checkFailover(path: string, config: RegionalFailoverConfig, team: Team): Issue[] {
  return endpointsOf(config).flatMap(({ path: place, endpoint }) => {
    const web = webOf(endpoint, team);
    return web === undefined
      ? [missingWeb(`${path}.${place}`, endpoint, team)]
      : checkProtocol(`${path}.healthCheck.protocol`, config, endpoint, web);
  });
}

function webOf({ region, workload }: Endpoint, { scopes }: Team): Web | undefined {
  const config = scopes[region]?.workloads[workload];
  return config?.kind === "web" ? config : undefined;
}

function missingWeb(path: string, { region, workload }: Endpoint, { scopes }: Team): Issue {
  const places = Object.keys(scopes)
    .filter(isRegion)
    .filter((each) => scopes[each]?.workloads[workload]?.kind === "web");
  const where = places.length === 0 ? "it is in no Region" : `it is in ${places.join(", ")}`;
  return {
    path,
    message: `the team has no web workload ${quote(workload)} in ${region}, ${where}: add it there, or name another`,
  };
}

/**
 * With a certificate port 80 redirects, and a redirect is healthy; without one nothing listens on port 443. Checkers speak
 * TLS 1.2 at most: https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html
 */
function checkProtocol(
  path: string,
  { healthCheck }: RegionalFailoverConfig,
  { region, workload }: Endpoint,
  { frontDoor }: Web,
): Issue[] {
  const { tls } = frontDoor ?? {};
  const [needed, reason] =
    tls === undefined ? ["HTTP", "has no certificate"] : ["HTTPS", "has a certificate"];
  return [
    ...check(
      healthCheck.protocol === needed,
      path,
      `must be ${needed}, because ${workload} in ${region} ${reason}, got ${healthCheck.protocol}`,
    ),
    ...check(
      tls?.policy === undefined || !TLS_1_3_ONLY.test(tls.policy),
      path,
      `checkers speak TLS 1.2, ${workload} in ${region} does not: choose another policy than ${tls?.policy ?? ""} there`,
    ),
  ];
}
