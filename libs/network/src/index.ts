export { LogBucket, type LogBucketProps } from "./log-bucket";
export { type FlowLogBucket, type NatGateways, Network, type NetworkProps } from "./network";
export { planSubnets, subrange, VPC_PREFIX, type ZoneRanges } from "./subnet-plan";
export { ANYWHERE } from "./zone";
export { ZONE_COUNT, zonesOf } from "./zones";
