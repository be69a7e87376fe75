/** A standard of Security Hub, by the name that data use, with the end of its ARN. */
// https://docs.aws.amazon.com/securityhub/latest/userguide/standards-reference.html
export const STANDARDS = {
  "aws-foundational": "aws-foundational-security-best-practices/v/1.0.0",
  "cis-1.4": "cis-aws-foundations-benchmark/v/1.4.0",
  "cis-3.0": "cis-aws-foundations-benchmark/v/3.0.0",
  "nist-800-53": "nist-800-53/v/5.0.0",
  "pci-dss-4.0": "pci-dss/v/4.0.1",
} as const;

export type Standard = keyof typeof STANDARDS;

/** ARN of a standard: it belongs to AWS and to a Region. */
export function standardArn(standard: Standard, region: string, partition: string): string {
  return `arn:${partition}:securityhub:${region}::standards/${STANDARDS[standard]}`;
}
