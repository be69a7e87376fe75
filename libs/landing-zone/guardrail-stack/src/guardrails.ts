import { ControltowerControl } from "@cdktf/provider-aws/lib/controltower-control";
import { type WorkloadProps } from "@tagform/workload-kind";
import { TerraformOutput } from "cdktf";
import { Construct } from "constructs";

import { controlLanes } from "./control-lanes";
import { enabledControls, parametersOf, type UnitControl } from "./enabled-controls";
import { type GuardrailsConfig, MOST_CONCURRENT } from "./guardrails-config";
import { OrganizationPolicies } from "./organization-policies";

/** Define what the organization forbids and watches: policies of its units, and controls that Control Tower enables. */
export class Guardrails extends Construct {
  public constructor(scope: Construct, id: string, props: WorkloadProps<GuardrailsConfig>) {
    super(scope, id);
    const { config, partition } = props;
    const { organization, concurrentOperations = MOST_CONCURRENT } = config;
    const policies = new OrganizationPolicies(this, "policies", { organization });
    const controls = enabledControls(organization, partition);
    this.enable(controls, concurrentOperations, organization.homeRegion);

    const count = { policies: policies.count, controls: controls.length };
    new TerraformOutput(this, "count", {
      value: count,
      description: "How many policies and controls there are",
    });
  }

  private enable(
    controls: readonly UnitControl[],
    bounds: { readonly all: number; readonly proactive: number },
    region: string,
  ): void {
    const made = new Map<UnitControl, ControltowerControl>();
    for (const { turn, waitsFor } of controlLanes(controls, bounds)) {
      const dependsOn = waitsFor.flatMap((other) => made.get(other) ?? []);
      const control = new ControltowerControl(this, turn.constructId, {
        // Control Tower's API answers in the Region where it was set up.
        region,
        controlIdentifier: turn.arn,
        targetIdentifier: turn.targetArn,
        parameters: parametersOf(turn.parameters),
        ...(dependsOn.length > 0 && { dependsOn }),
      });
      made.set(turn, control);
    }
  }
}
