import { type ResourceChange } from "@tagform/toolchain";

/** A resource that a plan ends, which no later deployment brings back as it was. */
export interface IrreversibleChange {
  readonly address: string;
  readonly action: "delete" | "replace";
  /** What is lost, and what a replacement is caused by. */
  readonly reason: string;
}

/** What goes with a resource of a type. Others lose their identity only. */
const LOST: Readonly<Record<string, string>> = {
  aws_acm_certificate: "the certificate, with the validation of its names",
  aws_cloudwatch_log_group: "its log events",
  aws_db_instance: "its data, but for a final snapshot where one is configured",
  aws_dynamodb_table: "its items, but for backups",
  aws_ebs_volume: "its data, but for snapshots",
  aws_efs_file_system: "its files, but for backups",
  aws_eip: "its address, which others may have allowed",
  aws_kms_key: "the key after its waiting period, and what is encrypted with it",
  aws_lb: "its DNS name and addresses, and every open connection",
  aws_rds_cluster: "its data, but for a final snapshot where one is configured",
  aws_route53_zone: "its name servers, which the parent zone points to",
  aws_s3_bucket: "its objects; one that is not empty keeps the apply from going on",
  aws_secretsmanager_secret: "its value after its recovery window",
  aws_sqs_queue: "the messages in it",
};
const IDENTITY = "its id: created again, it is another resource";

/** Of a plan, what cannot be undone: every resource that it deletes or replaces, in the plan's order. */
export function irreversibleChanges(changes: readonly ResourceChange[]): IrreversibleChange[] {
  return changes.flatMap(({ address, action, attributes }) => {
    if (action !== "delete" && action !== "replace") return [];
    const forced = attributes.filter(({ forcesReplacement }) => forcesReplacement).map(({ path }) => path);
    const cause = forced.length === 0 ? "" : ` (because of ${forced.join(", ")})`;
    return [{ address, action, reason: `${LOST[typeOf(address)] ?? IDENTITY}${cause}` }];
  });
}

/** `aws_eip` of `module.a["x.y"].aws_eip.b[0]`. */
function typeOf(address: string): string {
  return (
    address
      .replace(/\["[^"]*"\]|\[\d+\]/g, "")
      .split(".")
      .at(-2) ?? ""
  );
}
