export type { InterfaceEndpointChoice } from "./endpoints/endpoint-choice";
export { flowLogGroupName } from "./flow-logs/flow-log-group";
export type { FlowLogBucket, FlowLogDestination } from "./flow-logs/flow-logs";
export { ANYWHERE, ANYWHERE_IPV6 } from "./ip-range";
export { LogBucket, type LogBucketProps } from "./log-bucket";
export type { NatGateways } from "./nat-gateways";
export { Network, type NetworkProps } from "./network";
export { planSubnets, VPC_PREFIX } from "./subnet-plan";
export { zonesOf } from "./zones";
