/**
 * The part of SARIF 2.1.0 that is written here.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export interface SarifLog {
  readonly $schema: string;
  readonly version: "2.1.0";
  readonly runs: readonly SarifRun[];
}

export type SarifLevel = "error" | "warning" | "note";

export interface SarifRun {
  readonly tool: { readonly driver: SarifDriver };
  readonly invocations: readonly SarifInvocation[];
  readonly automationDetails: { readonly id: string };
  /** Absent if the tool did not do its work: an empty list would say that it found nothing. */
  readonly results?: readonly SarifResult[];
  readonly columnKind: "utf16CodeUnits";
}

export interface SarifDriver {
  readonly name: string;
  readonly version?: string;
  readonly informationUri?: string;
  readonly rules: readonly SarifRule[];
}

export interface SarifRule {
  readonly id: string;
  readonly helpUri?: string;
}

export interface SarifInvocation {
  readonly executionSuccessful: boolean;
  readonly toolExecutionNotifications: readonly {
    readonly level: SarifLevel;
    readonly message: SarifMessage;
  }[];
}

export interface SarifMessage {
  readonly text: string;
}

export interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: SarifLevel;
  readonly message: SarifMessage;
  readonly locations: readonly SarifLocation[];
  /** The place in the synthesized file where `locations` is the one in the sources. */
  readonly relatedLocations?: readonly (SarifLocation & {
    readonly id: number;
    readonly message: SarifMessage;
  })[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions: readonly { readonly kind: "inSource"; readonly justification: string }[];
}

export interface SarifLocation {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string };
    readonly region: { readonly startLine: number; readonly endLine?: number };
  };
  readonly logicalLocations?: readonly SarifLogicalLocation[];
}

export interface SarifLogicalLocation {
  readonly fullyQualifiedName: string;
  /** `resource` is named by its Terraform address, `object` by the path of its construct. */
  readonly kind: "resource" | "object";
}
