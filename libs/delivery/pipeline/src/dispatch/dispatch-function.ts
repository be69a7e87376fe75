import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { LambdaFunctionEventInvokeConfig } from "@cdktf/provider-aws/lib/lambda-function-event-invoke-config";
import { DISPATCH_VARIABLES, type DispatchSettings } from "@tagform/delivery-queue";
import { dispatchName, physicalName } from "@tagform/deployment";
import { EncryptionKey } from "@tagform/encryption";
import { suppress } from "@tagform/workload-kind";
import { Construct } from "constructs";

import { arnIn } from "../arn";
import type { DeliveryPlace } from "../delivery-place";
import { ServiceRole } from "../service-role";
import { CodeAsset } from "./code-asset";
import { HANDLER, RUNTIME } from "./dispatch-code";
import { dispatchPermissions, type DispatchPermissionsProps } from "./dispatch-permissions";

export interface DispatchFunctionProps extends DispatchPermissionsProps {
  /** What the program is told, besides the Region, which Lambda tells it. */
  readonly settings: Omit<DispatchSettings, "region">;
  /** In days. */
  readonly logRetentionDays: number;
  readonly deletable?: { readonly reason: string } | undefined;
}

/** In seconds: a tick looks at each execution, one after the other, and each call may be tried again. */
const LONGEST_TICK = 180;

/** In MB: most of it is AWS's clients. */
const MEMORY = 256;

/** Tries and age of an event after which it is a dead letter; a tick that failed comes again with any later event. */
const RETRIES = 2;
const OLDEST_EVENT = 3600;

/** Define the function that starts what the queue lets, with its role and its log. */
export class DispatchFunction extends Construct {
  public readonly functionName: string;
  public readonly functionArn: string;

  public constructor(scope: Construct, id: string, props: DispatchFunctionProps) {
    super(scope, id);
    const { place, deadLettersArn } = props;
    const name = dispatchName(place.environment);
    const role = new ServiceRole(this, "role", {
      place,
      name,
      description: `Starts the deliveries of ${place.environment}`,
      service: "lambda.amazonaws.com",
      // The function, and the mapping that reads the stream for it.
      source: arnIn(place, "lambda", "*"),
      statements: dispatchPermissions(props),
      preventDestroy: props.deletable === undefined,
    });
    const logs = this.log(name, props);
    const code = new CodeAsset(this, "code");
    const dispatch = new LambdaFunction(this, "function", {
      functionName: physicalName("lambdaFunction", name),
      description: `Starts the deliveries of ${place.environment}, in order per cell`,
      role: role.arn,
      ...{ runtime: RUNTIME.lambda, handler: HANDLER, architectures: ["arm64"] },
      ...{ filename: code.path, sourceCodeHash: code.sha256Base64 },
      ...{ timeout: LONGEST_TICK, memorySize: MEMORY },
      // Any number of ticks may run at once and nothing would start twice; more than one would only ask AWS more often, and
      // tell people of one failure twice. An account whose quota for concurrency is still 10 takes no reservation.
      reservedConcurrentExecutions: 1,
      // Lines are JSON already, and metrics among them are read as they are.
      loggingConfig: { logFormat: "Text", logGroup: logs.name },
      environment: { variables: variablesOf(props.settings) },
      deadLetterConfig: { targetArn: deadLettersArn },
      // The mapping of the stream, which comes after the function, is refused to a role that may not read it yet.
      dependsOn: role.node.findAll().filter((part) => part instanceof IamRolePolicy),
      // It ends the run that changes it: that is updated in place, and never goes away.
      lifecycle: { preventDestroy: props.deletable === undefined },
    });
    new LambdaFunctionEventInvokeConfig(this, "events", {
      functionName: dispatch.functionName,
      maximumRetryAttempts: RETRIES,
      maximumEventAgeInSeconds: OLDEST_EVENT,
    });
    acceptFindings(dispatch);
    this.functionName = dispatch.functionName;
    this.functionArn = dispatch.arn;
  }

  private log(
    name: string,
    { place, logRetentionDays, deletable }: DispatchFunctionProps,
  ): CloudwatchLogGroup {
    const group = physicalName("logGroup", `/aws/lambda/${name}`);
    const key = new EncryptionKey(this, "log-key", {
      ...{ name, deletable },
      ...ownerOf(place),
      purpose: { kind: "logs", logGroupNames: group },
    });
    return new CloudwatchLogGroup(this, "logs", {
      name: group,
      retentionInDays: logRetentionDays,
      kmsKeyId: key.keyArn,
    });
  }
}

const ownerOf = ({ region, accountId, partition }: DeliveryPlace) => ({ region, accountId, partition });

const variablesOf = (settings: Omit<DispatchSettings, "region">): Record<string, string> =>
  Object.fromEntries(
    Object.entries(settings).map(([setting, value]) => [
      DISPATCH_VARIABLES[setting as keyof typeof settings],
      String(value),
    ]),
  );

function acceptFindings(dispatch: LambdaFunction): void {
  suppress(dispatch, "CKV_AWS_50", {
    reason:
      "a tick calls services one after the other and logs each delivery; tracing takes a permission for all resources",
  });
  suppress(dispatch, "CKV_AWS_117", {
    reason:
      "it talks to nothing but AWS's own services, which would take an endpoint each, and listens to nobody",
  });
  suppress(dispatch, "CKV_AWS_173", { reason: "its variables are names of resources, none is a secret" });
  suppress(dispatch, "CKV_AWS_272", {
    reason: "its code is made from the tagged commit, and its digest is sealed with the plan that deploys it",
  });
}
