import { type TypeFacts } from "../type-facts";

/** What measuring cannot see: the provider crashes on invented values, or compares them in its own way. */
export const CORRECTIONS: Readonly<Record<string, TypeFacts>> = {
  aws_lambda_function: { renewed: ["last_modified", "code_sha256"] },
  aws_launch_template: { renewed: ["latest_version"], renewedByTags: ["latest_version"] },
  aws_lb_target_group: {
    defaults: {
      deregistration_delay: "300",
      lambda_multi_value_headers_enabled: false,
      proxy_protocol_v2: false,
      slow_start: 0,
      target_type: "instance",
      "health_check.enabled": true,
      "health_check.healthy_threshold": 3,
      "health_check.interval": 30,
      "health_check.port": "traffic-port",
      "health_check.protocol": "HTTP",
      "health_check.unhealthy_threshold": 3,
    },
  },
  aws_secretsmanager_secret_version: { renewed: ["version_id"] },
  aws_ssm_parameter: { renewed: ["version"] },
  // Two texts that are no address ranges count as the same range.
  aws_vpc: { replace: ["cidr_block"] },
};

/** The measured facts with the corrections, without empty entries. */
export function correctFacts(type: string, measured: TypeFacts): TypeFacts | undefined {
  const correction = CORRECTIONS[type] ?? {};
  const replace = [...new Set([...(measured.replace ?? []), ...(correction.replace ?? [])])].sort();
  const defaults = { ...measured.defaults, ...correction.defaults };
  const facts = { ...measured, ...correction, replace, defaults };
  const entries = Object.entries(facts).filter(([, value]) => Object.keys(value).length > 0);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
