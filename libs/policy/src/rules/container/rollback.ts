import { blockOf, isTrue } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";
import { service } from "./examples";

const breaker = (rollback: boolean) => ({
  desired_count: 2,
  deployment_circuit_breaker: { enable: true, rollback },
});

export const rollback: ConfigurationRule = {
  id: "TAGFORM_CONTAINER_4",
  title: "A service takes back a deployment that does not start",
  severity: "medium",
  why: "Without the circuit breaker ECS starts the broken task again and again, and the deployment never ends.",
  fix: "Set deployment_circuit_breaker with enable and rollback.",
  link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_ecs_service"), ({ body }) => {
      const controller = blockOf(body["deployment_controller"])["type"] ?? "ECS";
      const { enable, rollback: back } = blockOf(body["deployment_circuit_breaker"]);
      return controller !== "ECS" || (isTrue(enable) && isTrue(back))
        ? undefined
        : "it has no circuit breaker that rolls back";
    }),
  passes: service(breaker(true)),
  fails: service(breaker(false)),
};
