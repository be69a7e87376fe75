import type { Place } from "@tagform/config";
import { check, type Issue } from "@tagform/outcome";

import { checkListenerAction, checkListenerRules } from "./check-listener-rules";
import { CERTIFICATE, checkOwnArn, WEB_ACL } from "./check-own-arn";
import { checkRange } from "./check-range";
import { checkApplicationTargets, checkNetworkTargets } from "./check-targets";
import type {
  ApplicationFrontDoorConfig,
  FrontDoorConfig,
  NetworkFrontDoorConfig,
} from "./front-door-config";
import type { TlsConfig } from "./tls-config";

const MOST_CERTIFICATES = 25;

export function checkFrontDoor(path: string, config: FrontDoorConfig, place: Place): Issue[] {
  return [
    ...checkTls(`${path}.tls`, config.tls, place),
    ...(config.type === "network"
      ? checkNetworkFrontDoor(path, config)
      : checkApplicationFrontDoor(path, config, place)),
  ];
}

function checkTls(path: string, tls: TlsConfig | undefined, place: Place): Issue[] {
  if (tls === undefined) return [];
  const { certificateArn, moreCertificateArns: more = [] } = tls;
  const all = [certificateArn, ...more];
  return [
    ...checkOwnArn(`${path}.certificateArn`, certificateArn, CERTIFICATE, place),
    ...more.flatMap((arn, index) =>
      checkOwnArn(`${path}.moreCertificateArns.${index}`, arn, CERTIFICATE, place),
    ),
    ...check(
      more.length <= MOST_CERTIFICATES,
      `${path}.moreCertificateArns`,
      `must be at most ${MOST_CERTIFICATES}, which is AWS's quota of a load balancer, got ${more.length}`,
    ),
    ...check(
      new Set(all).size === all.length,
      `${path}.moreCertificateArns`,
      "must not name a certificate twice, nor the one in certificateArn",
    ),
  ];
}

function checkApplicationFrontDoor(path: string, config: ApplicationFrontDoorConfig, place: Place): Issue[] {
  const { rules = {}, otherwise = { type: "forward" }, targets = {}, webAclArn } = config;
  const { idleTimeoutSeconds, clientKeepAliveSeconds } = config;
  const actions = [otherwise, ...Object.values(rules).map(({ action }) => action)];
  return [
    ...checkListenerRules(`${path}.rules`, rules),
    ...checkListenerAction(`${path}.otherwise`, otherwise),
    ...check(
      actions.some(({ type }) => type === "forward"),
      `${path}.otherwise`,
      "nothing is forwarded to the fleet, whose instances would count as unhealthy: forward here or in a rule",
    ),
    ...checkApplicationTargets(`${path}.targets`, targets),
    ...(webAclArn === undefined ? [] : checkOwnArn(`${path}.webAclArn`, webAclArn, WEB_ACL, place)),
    ...checkRange(`${path}.idleTimeoutSeconds`, idleTimeoutSeconds, [1, 4000], "seconds"),
    ...checkRange(`${path}.clientKeepAliveSeconds`, clientKeepAliveSeconds, [60, 604_800], "seconds"),
  ];
}

function checkNetworkFrontDoor(path: string, { tls, targets = {} }: NetworkFrontDoorConfig): Issue[] {
  return [
    ...checkNetworkTargets(`${path}.targets`, targets),
    ...check(
      tls === undefined || targets.stickiness !== true,
      `${path}.targets.stickiness`,
      "must be off together with tls: AWS offers stickiness for TCP only",
    ),
  ];
}
