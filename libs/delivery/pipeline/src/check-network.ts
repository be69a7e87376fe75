import { quote } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

import type { BuildNetwork } from "./delivery-pipeline-config";

/** https://docs.aws.amazon.com/codebuild/latest/APIReference/API_VpcConfig.html */
const MOST_SUBNETS = 16;
const MOST_SECURITY_GROUPS = 5;

export function checkNetwork(path: string, { vpcId, subnetIds, securityGroupIds }: BuildNetwork): Issue[] {
  return [
    ...checkId(`${path}.vpcId`, "vpc", vpcId),
    ...checkIds(`${path}.subnetIds`, "subnet", subnetIds, MOST_SUBNETS),
    ...checkIds(`${path}.securityGroupIds`, "sg", securityGroupIds, MOST_SECURITY_GROUPS),
  ];
}

function checkIds(path: string, type: string, ids: readonly string[], most: number): Issue[] {
  return [
    ...check(
      ids.length >= 1 && ids.length <= most,
      path,
      `must name 1 to ${most} of them, got ${ids.length}`,
    ),
    ...ids.flatMap((id, index) => [
      ...checkId(`${path}.${index}`, type, id),
      ...check(ids.indexOf(id) === index, `${path}.${index}`, `names ${id} a second time`),
    ]),
  ];
}

function checkId(path: string, type: string, id: string): Issue[] {
  const isId = new RegExp(`^${type}-[0-9a-f]{8,17}$`).test(id);
  return check(isId, path, `must be an id such as ${type}-0123456789abcdef0, got ${quote(id)}`);
}
