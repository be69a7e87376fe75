export { LogBucket, type LogBucketProps } from "./log-bucket";
export { type FlowLogBucket, type NatGateways, Network, type NetworkProps } from "./network";
export { planSubnets, VPC_PREFIX } from "./subnet-plan";
export { ANYWHERE } from "./zone";
export { zonesOf } from "./zones";
