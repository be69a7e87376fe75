/**
 * What a record of traffic says, in this order: tables that read the files rely on it.
 *
 * First AWS's default, so that its examples hold; then where the traffic was seen, and from where to where it really went
 * when a NAT gateway or a load balancer stands between.
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html
 */
const FIELDS = [
  ...["version", "account-id", "interface-id", "srcaddr", "dstaddr", "srcport", "dstport", "protocol"],
  ...["packets", "bytes", "start", "end", "action", "log-status"],
  ...["vpc-id", "subnet-id", "instance-id", "region", "az-id", "type", "tcp-flags"],
  ...["pkt-srcaddr", "pkt-dstaddr", "pkt-src-aws-service", "pkt-dst-aws-service"],
  ...["flow-direction", "traffic-path"],
];

/** In AWS's notation, `${version} ${account-id} ...`, which Terraform must not take for templates of its own. */
export const RECORD_FORMAT = FIELDS.map((field) => `$\${${field}}`).join(" ");
