import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsSecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/data-aws-secretsmanager-secret-version";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { AFT_MODULE_SOURCE } from "@tagform/landing-zone-aft";
import type { WorkloadProps } from "@tagform/workload-kind";
import { TerraformHclModule } from "cdktf";
import { Construct } from "constructs";

import type { AccountFactoryConfig } from "./account-factory-config";
import { factoryArguments } from "./factory-arguments";

/**
 * Define Account Factory for Terraform by its own module.
 *
 *     administrator of management ──► AFT's module ──AWSControlTowerExecution──► AFT's account, log archive, audit
 *
 * The module has providers of its own, which nobody can replace: that of the management account takes whatever credentials
 * there are. So a provider without a role is asked first who that is, and is allowed the management account alone: with the
 * credentials of a delivery, which are those of the tooling account, nothing is planned.
 */
export class AccountFactory extends Construct {
  public constructor(scope: Construct, id: string, props: WorkloadProps<AccountFactoryConfig>) {
    super(scope, id);
    const { config } = props;
    const { accounts, homeRegion } = config.organization;
    const administrator = new AwsProvider(this, "administrator", {
      alias: "administrator",
      region: homeRegion,
      allowedAccountIds: [accounts.management],
    });
    new DataAwsCallerIdentity(this, "caller", { provider: administrator });

    const variables = factoryArguments(config, {
      terraformToken: this.terraformToken(config, administrator),
    });
    const module = new TerraformHclModule(this, "module", { source: AFT_MODULE_SOURCE, variables });
    // As AWS's examples call it: the state of an AFT that is there fits.
    module.overrideLogicalId("aft");
  }

  private terraformToken(
    { terraform }: AccountFactoryConfig,
    administrator: AwsProvider,
  ): string | undefined {
    if (terraform.distribution === "oss") return undefined;
    return new DataAwsSecretsmanagerSecretVersion(this, "terraform-token", {
      provider: administrator,
      secretId: terraform.tokenSecretArn,
    }).secretString;
  }
}
