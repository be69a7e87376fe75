import { CloudtrailOrganizationDelegatedAdminAccount } from "@cdktf/provider-aws/lib/cloudtrail-organization-delegated-admin-account";
import { GuarddutyOrganizationAdminAccount } from "@cdktf/provider-aws/lib/guardduty-organization-admin-account";
import { OrganizationsDelegatedAdministrator } from "@cdktf/provider-aws/lib/organizations-delegated-administrator";
import { SecurityhubOrganizationAdminAccount } from "@cdktf/provider-aws/lib/securityhub-organization-admin-account";
import type { WorkloadProps } from "@tagform/workload-kind";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

import { RegionalServices } from "../regional-services";
import { placeIn } from "../security-organization";
import { TrustedAccess } from "../trusted-access";
import { REGISTERED_SERVICES, type SecurityDelegationConfig } from "./security-delegation-config";

type Props = WorkloadProps<SecurityDelegationConfig>;

/**
 * Define the audit account as administrator of GuardDuty, Security Hub, Config and Access Analyzer. GuardDuty and Security
 * Hub know an administrator per Region and let the organization trust them by themselves.
 *
 * The management account's own detectors and hubs are made here: the organization switches on those of all other accounts,
 * and what nothing holds back, no control policy either, should be watched first.
 *
 * Each registration waits for the one before: AWS Organizations refuses changes at the same time.
 */
export class SecurityDelegation extends Construct {
  private last: ITerraformDependable[] = [];

  public constructor(scope: Construct, id: string, props: Props) {
    super(scope, id);
    this.registerWithOrganizations(props);
    this.registerPerRegion(props);
    if (props.config.trails === true) this.registerTrails(props);
  }

  private registerWithOrganizations({ config }: Props): void {
    const { organization, registeredElsewhere = [] } = config;
    const trust = new TrustedAccess(this, "trust");
    const services = REGISTERED_SERVICES.filter((name) => !registeredElsewhere.includes(name));
    for (const servicePrincipal of services) {
      const id = servicePrincipal.slice(0, servicePrincipal.indexOf("."));
      this.last = [
        new OrganizationsDelegatedAdministrator(this, id, {
          accountId: organization.accounts.audit,
          servicePrincipal,
          dependsOn: this.last,
          lifecycle: trust.ofService(servicePrincipal),
        }),
      ];
    }
  }

  private registerPerRegion({ region: own, config }: Props): void {
    const { governedRegions, accounts } = config.organization;
    for (const region of governedRegions) {
      const { parts } = new RegionalServices(this, region, { region, own });
      const settings = { ...placeIn(region, own), adminAccountId: accounts.audit };
      this.last = [
        new GuarddutyOrganizationAdminAccount(this, `guardduty-${region}`, {
          ...settings,
          dependsOn: [...this.last, ...parts],
        }),
      ];
      this.last = [
        new SecurityhubOrganizationAdminAccount(this, `securityhub-${region}`, {
          ...settings,
          dependsOn: this.last,
        }),
      ];
    }
  }

  private registerTrails({ config }: Props): void {
    new CloudtrailOrganizationDelegatedAdminAccount(this, "cloudtrail", {
      accountId: config.organization.accounts.audit,
      dependsOn: this.last,
    });
  }
}
