import { textOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";

const integration = (subtype: string) => ({
  resource: {
    aws_apigatewayv2_api: { web: { name: "web", protocol_type: "HTTP" } },
    aws_apigatewayv2_integration: {
      start: {
        ...{
          api_id: "${aws_apigatewayv2_api.web.id}",
          integration_type: "AWS_PROXY",
          integration_subtype: subtype,
        },
        ...{ credentials_arn: "arn:aws:iam::111122223333:role/start", payload_format_version: "1.0" },
        request_parameters: {
          StateMachineArn: "arn:aws:states:us-east-1:111122223333:stateMachine:order",
          Input: "$request.body",
        },
      },
    },
  },
});

export const noWaitingWorkflow: ConfigurationRule = {
  id: "TAGFORM_FUNCTION_4",
  title: "No API waits for a workflow",
  severity: "medium",
  why: "API Gateway gives up after 30 seconds, the workflow goes on: the client tries again, and it runs twice.",
  fix: "Start the execution and answer with its id (StepFunctions-StartExecution), or call a function directly.",
  link: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(
      configuration.ofType("aws_apigatewayv2_integration", "aws_api_gateway_integration"),
      ({ body }) => {
        const how = `${textOf(body["integration_subtype"]) ?? ""} ${textOf(body["uri"]) ?? ""}`;
        return /StartSyncExecution/.test(how) ? "it waits for an execution of a state machine" : undefined;
      },
    ),
  passes: integration("StepFunctions-StartExecution"),
  fails: integration("StepFunctions-StartSyncExecution"),
};
