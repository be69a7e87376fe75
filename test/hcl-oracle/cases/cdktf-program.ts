import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { Instance } from "@cdktf/provider-aws/lib/instance";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import type { TerraformJson } from "@tagform/hcl";
import {
  App,
  Fn,
  TerraformCount,
  TerraformIterator,
  TerraformLocal,
  TerraformOutput,
  TerraformStack,
  TerraformVariable,
  Testing,
  Token,
} from "cdktf";

import type { OracleCase } from "../forms";

const VPC_ID = "vpc-0123456789abcdef0";

/** A program with what cdktf's own HCL got wrong, through cdktf itself. */
export const CDKTF_PROGRAM: OracleCase = { name: "a cdktf program", document: synthesize() };

function synthesize(): TerraformJson {
  const stack = new TerraformStack(new App({ outdir: "unused" }), "program");
  new AwsProvider(stack, "aws", { region: "us-east-1" });
  const ports = new TerraformVariable(stack, "ports", { type: "set(string)", default: ["80", "443"] });
  const name = new TerraformVariable(stack, "name", { type: "string", default: "$${x}", nullable: false });
  addStorage(stack, name);
  addCompute(stack, ports, name);
  addBalancer(stack);
  addLanguage(stack, name);
  const document = JSON.parse(Testing.synth(stack)) as Record<string, unknown>;
  // The oracle's root has the provider; a module has no backend.
  delete document["provider"];
  delete document["terraform"];
  return document as TerraformJson;
}

function addStorage(stack: TerraformStack, name: TerraformVariable): void {
  const bucket = new S3Bucket(stack, "bucket", {
    tags: { said: `say "hi" to ${name.stringValue}`, "odd key": "8080" },
  });
  bucket.addOverride("tags.Extra", "over\nridden");
  new S3BucketLifecycleConfiguration(stack, "lifecycle", {
    bucket: bucket.id,
    rule: [{ id: "a", status: "Enabled", filter: [{}], expiration: [{ days: 1 }] }],
  });
  const document = new DataAwsIamPolicyDocument(stack, "document", {
    statement: [{ actions: ["s3:*"], resources: [`${bucket.arn}/$\${aws:username}/*`] }],
  });
  new IamRole(stack, "role", {
    assumeRolePolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [],
      Bucket: bucket.arn,
      Quote: 'a"b',
    }),
    inlinePolicy: [{ name: "inline", policy: document.json }],
  });
}

function addCompute(stack: TerraformStack, ports: TerraformVariable, name: TerraformVariable): void {
  const iterator = TerraformIterator.fromList(ports.listValue);
  const group = new SecurityGroup(stack, "group", { vpcId: VPC_ID, egress: [] });
  group.addOverride("dynamic.ingress", {
    for_each: "${var.ports}",
    content: { from_port: "${ingress.value}", to_port: "${ingress.value}", protocol: "tcp" },
  });
  new LaunchTemplate(stack, "template", {
    imageId: "ami-0123456789abcdef0",
    blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { encrypted: "true", volumeSize: 8 } }],
    userData: Fn.base64encode(Fn.rawString("#!/bin/bash\necho hi\n")),
    metadataOptions: { httpTokens: "required" },
  });
  const instances = new Instance(stack, "instance", {
    ami: "ami-0123456789abcdef0",
    instanceType: "t3.micro",
    count: TerraformCount.of(2),
    userData: `#!/bin/bash\nprintf '%s\\n' "${name.stringValue}"\n`,
    rootBlockDevice: { encrypted: true },
    vpcSecurityGroupIds: [group.id],
    lifecycle: {
      ignoreChanges: "all",
      precondition: [{ condition: `\${${name.fqn} != ""}`, errorMessage: 'name is ""' }],
      replaceTriggeredBy: [`${group.terraformResourceType}.${group.friendlyUniqueId}.id`],
    },
    dependsOn: [group],
  });
  instances.addOverride("root_block_device.volume_size", 9);
  new AutoscalingGroup(stack, "fleet", {
    minSize: 0,
    maxSize: Token.asNumber(Fn.lengthOf(ports.listValue)),
    availabilityZones: ["us-east-1a"],
    launchTemplate: { name: "template", version: "$Latest" },
    tag: [{ key: "a", value: "1", propagateAtLaunch: true }],
  });
  new S3Bucket(stack, "each", { forEach: iterator, bucket: `b-${iterator.value as string}` });
}

function addBalancer(stack: TerraformStack): void {
  const balancer = new Lb(stack, "lb", { subnets: ["subnet-1", "subnet-2"], internal: false });
  const groups = ["a", "b"].map(
    (id) => new LbTargetGroup(stack, id, { port: 80, protocol: "HTTP", vpcId: VPC_ID }),
  );
  new LbListener(stack, "listener", {
    loadBalancerArn: balancer.arn,
    port: 80,
    defaultAction: [
      {
        type: "forward",
        forward: { targetGroup: groups.map(({ arn }, index) => ({ arn, weight: index + 1 })) },
      },
    ],
  });
}

function addLanguage(stack: TerraformStack, name: TerraformVariable): void {
  const local = new TerraformLocal(stack, "settings", {
    no: false,
    zero: 0,
    text: JSON.stringify({ a: [1] }),
    name: name.value,
  });
  new TerraformLocal(stack, "false", false);
  new TerraformOutput(stack, "json", { value: local.expression, description: "a ${literal}" });
  new TerraformOutput(stack, "text", { value: Fn.join(",", ["a", name.stringValue]), sensitive: true });
  stack.addOverride("check.health", {
    assert: [{ condition: "${length(var.name) > 0}", error_message: "no name" }],
  });
  stack.addOverride("locals.added", ["${var.name}", null]);
}
