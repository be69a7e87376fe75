import { AccessanalyzerAnalyzer } from "@cdktf/provider-aws/lib/accessanalyzer-analyzer";
import { physicalName } from "@tagform/deployment";
import { Construct } from "constructs";

import type { AccessAnalysisConfig } from "./access-analysis-config";
import { placeIn, type RegionSettingsProps } from "./region-settings";

export interface AccessAnalysisProps extends RegionSettingsProps, AccessAnalysisConfig {
  /** What the analyzers are named after. */
  readonly name: string;
}

/**
 * Define the analyzers that report who else can use what is in the account, and what nobody uses.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/what-is-access-analyzer.html
 */
export class AccessAnalysis extends Construct {
  public constructor(scope: Construct, id: string, props: AccessAnalysisProps) {
    super(scope, id);
    const { name, regions, providerRegion, external = "every-region", unusedAfterDays } = props;
    for (const region of external === "every-region" ? regions : []) {
      new AccessanalyzerAnalyzer(this, region, {
        ...placeIn(region, providerRegion),
        analyzerName: physicalName("analyzer", name, "external-access"),
        type: "ACCOUNT",
      });
    }
    if (unusedAfterDays === undefined) return;
    // IAM is the same in all Regions: a second one would be paid twice and find the same.
    new AccessanalyzerAnalyzer(this, "unused", {
      analyzerName: physicalName("analyzer", name, "unused-access"),
      type: "ACCOUNT_UNUSED_ACCESS",
      configuration: { unusedAccess: { unusedAccessAge: unusedAfterDays } },
    });
  }
}
