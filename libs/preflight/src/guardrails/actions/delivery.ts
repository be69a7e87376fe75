import { passRole, reference, type ServiceActions } from "./type-actions";

export const CODEBUILD: ServiceActions = {
  source: reference("list_awscodebuild"),
  types: {
    aws_codebuild_project: {
      arn: "arn:{partition}:codebuild:{region}:{account}:project/{name}",
      create: ["codebuild:CreateProject", passRole("service_role")],
      update: ["codebuild:UpdateProject", passRole("service_role")],
      delete: ["codebuild:DeleteProject"],
    },
    aws_codebuild_report_group: {
      arn: "arn:{partition}:codebuild:{region}:{account}:report-group/{name}",
      create: ["codebuild:CreateReportGroup"],
      update: ["codebuild:UpdateReportGroup"],
      delete: ["codebuild:DeleteReportGroup"],
    },
    aws_codebuild_webhook: {
      arn: "arn:{partition}:codebuild:{region}:{account}:project/{project_name}",
      create: ["codebuild:CreateWebhook"],
      update: ["codebuild:UpdateWebhook"],
      delete: ["codebuild:DeleteWebhook"],
    },
  },
};

export const CODEPIPELINE: ServiceActions = {
  source: reference("list_awscodepipeline"),
  types: {
    aws_codepipeline: {
      arn: "arn:{partition}:codepipeline:{region}:{account}:{name}",
      create: ["codepipeline:CreatePipeline", "codepipeline:TagResource", passRole("role_arn")],
      update: [
        "codepipeline:UpdatePipeline",
        "codepipeline:TagResource",
        "codepipeline:UntagResource",
        passRole("role_arn"),
      ],
      delete: ["codepipeline:DeletePipeline"],
    },
  },
};

export const LAMBDA: ServiceActions = {
  source: reference("list_awslambda"),
  types: {
    aws_lambda_event_source_mapping: {
      arn: "arn:{partition}:lambda:{region}:{account}:event-source-mapping:*",
      create: [["lambda:CreateEventSourceMapping", "*"]],
      createWithSome: ["lambda:TagResource"],
      update: ["lambda:UpdateEventSourceMapping", "lambda:TagResource", "lambda:UntagResource"],
      delete: ["lambda:DeleteEventSourceMapping"],
    },
    aws_lambda_function: {
      arn: "arn:{partition}:lambda:{region}:{account}:function:{function_name}",
      create: ["lambda:CreateFunction", "lambda:TagResource", passRole("role")],
      createWithSome: ["lambda:PutFunctionConcurrency"],
      update: [
        ...[
          "lambda:UpdateFunctionCode",
          "lambda:UpdateFunctionConfiguration",
          "lambda:PutFunctionConcurrency",
        ],
        ...["lambda:TagResource", "lambda:UntagResource"],
      ],
      delete: ["lambda:DeleteFunction"],
    },
    aws_lambda_function_event_invoke_config: {
      arn: "arn:{partition}:lambda:{region}:{account}:function:*",
      create: ["lambda:PutFunctionEventInvokeConfig"],
      update: ["lambda:PutFunctionEventInvokeConfig"],
      delete: ["lambda:DeleteFunctionEventInvokeConfig"],
    },
    aws_lambda_permission: {
      arn: "arn:{partition}:lambda:{region}:{account}:function:*",
      create: ["lambda:AddPermission"],
      update: [],
      delete: ["lambda:RemovePermission"],
    },
  },
};
