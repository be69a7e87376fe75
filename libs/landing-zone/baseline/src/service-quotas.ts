import { DataAwsServicequotasServiceQuota } from "@cdktf/provider-aws/lib/data-aws-servicequotas-service-quota";
import { ServicequotasServiceQuota } from "@cdktf/provider-aws/lib/servicequotas-service-quota";
import { TerraformOutput } from "cdktf";
import { Construct } from "constructs";

import { type QuotaInRegion, type QuotaRequestConfig, quotasInRegions } from "./quota-request-config";
import { placeIn, type RegionSettingsProps } from "./region-settings";

export interface ServiceQuotasProps extends RegionSettingsProps {
  readonly requests: readonly QuotaRequestConfig[];
}

/**
 * Define requests for higher quotas. AWS decides on them in minutes or days, and no deployment waits for that: the output
 * `<baseline>_quotas_state` tells what was asked for, what holds now, and what became of the request. Destroying lowers none.
 *
 * https://docs.aws.amazon.com/servicequotas/latest/userguide/request-quota-increase.html
 */
export class ServiceQuotas extends Construct {
  public constructor(
    scope: Construct,
    id: string,
    { requests, regions, providerRegion }: ServiceQuotasProps,
  ) {
    super(scope, id);
    const quotas = quotasInRegions(requests, regions).sort((one, other) =>
      nameOf(one) < nameOf(other) ? -1 : 1,
    );
    if (quotas.length === 0) return;
    new TerraformOutput(this, "state", {
      value: Object.fromEntries(
        quotas.map((quota) => [nameOf(quota), this.request(quota, placeIn(quota.region, providerRegion))]),
      ),
      description: "Quotas asked for, those that hold now, and what became of the latest request",
    });
  }

  private request({ service, quota, region, value }: QuotaInRegion, place: object): object {
    const code = { ...place, serviceCode: service, quotaCode: quota };
    const asked = new ServicequotasServiceQuota(this, `${service}-${quota}-${region}`, { ...code, value });
    const held = new DataAwsServicequotasServiceQuota(this, `${service}-${quota}-${region}-now`, code);
    return { name: held.quotaName, asked: value, now: held.value, request: asked.requestStatus };
  }
}

const nameOf = ({ service, quota, region }: QuotaInRegion): string => `${service} ${quota} ${region}`;
