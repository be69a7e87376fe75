import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import {
  LaunchTemplate,
  type LaunchTemplateBlockDeviceMappings,
} from "@cdktf/provider-aws/lib/launch-template";
import { physicalName } from "@tagform/deployment";
import type { Construct } from "constructs";

import type { DiskConfig, FleetConfig, ImageChoice } from "./fleet-config";
import type { Architecture } from "./instance-type";
import { commonArchitecture, isTypeList, weighedTypes } from "./instance-types";

export interface TemplateProps extends Pick<FleetConfig, "instanceTypes" | "image" | "disk"> {
  readonly name: string;
  readonly instanceProfileName: string;
  readonly securityGroupId: string;
  readonly userData: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly volumeKeyArn?: string | undefined;
}

/** Creates the template of a fleet's instances: each of them starts with it, so all are alike. */
export function createTemplate(scope: Construct, props: TemplateProps): LaunchTemplate {
  const { name, instanceTypes, image = "at-plan", disk, userData, tags, volumeKeyArn } = props;
  return new LaunchTemplate(scope, "template", {
    name: physicalName("launchTemplate", name),
    imageId: imageId(scope, image, commonArchitecture(instanceTypes)),
    ...(isTypeList(instanceTypes) ? { instanceType: weighedTypes(instanceTypes)[0]?.type ?? "" } : {}),
    iamInstanceProfile: { name: props.instanceProfileName },
    vpcSecurityGroupIds: [props.securityGroupId],
    userData,
    updateDefaultVersion: true,
    // An instance that cannot do its work powers itself off: that ends it, and the group starts another one.
    instanceInitiatedShutdownBehavior: "terminate",
    metadataOptions: {
      httpEndpoint: "enabled",
      // IMDSv1 answers any process that can reach the link-local address, so it stays off.
      httpTokens: "required",
      httpPutResponseHopLimit: 1,
      // Tags are for people and bills; an instance has no use for them.
      instanceMetadataTags: "disabled",
    },
    // One-minute metrics, which scaling needs to react in time.
    monitoring: { enabled: true },
    blockDeviceMappings: [rootVolume(disk, volumeKeyArn)],
    tagSpecifications: ["volume", "network-interface"].map((resourceType) => ({
      resourceType,
      tags: { ...tags, Name: name },
    })),
  });
}

function imageId(scope: Construct, image: ImageChoice, architecture: Architecture): string {
  const name = imageParameter(architecture);
  if (image === "at-launch") return `resolve:ssm:${name}`;
  if (image !== "at-plan") return image;
  // The value itself counts as a secret, which a plan would not show.
  return new DataAwsSsmParameter(scope, "image", { name }).insecureValue;
}

/** The public parameter in which AWS keeps the id of the newest Amazon Linux image. */
const imageParameter = (architecture: Architecture): string =>
  `/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${architecture}`;

function rootVolume(
  { sizeGiB, iops, throughputMiBps }: DiskConfig = { sizeGiB: 8 },
  kmsKeyId: string | undefined,
): LaunchTemplateBlockDeviceMappings {
  return {
    deviceName: "/dev/xvda",
    ebs: {
      encrypted: "true",
      ...(kmsKeyId === undefined ? {} : { kmsKeyId }),
      volumeType: "gp3",
      volumeSize: sizeGiB,
      ...(iops === undefined ? {} : { iops }),
      ...(throughputMiBps === undefined ? {} : { throughput: throughputMiBps }),
      deleteOnTermination: "true",
    },
  };
}
