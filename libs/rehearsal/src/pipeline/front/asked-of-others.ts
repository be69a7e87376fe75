import { type StackPlace } from "../definition/terraform-stack";
import { type Asked, type AwsRequest, jsonBody, jsonOperation, UnknownCallError } from "./aws-request";

/** What a call to KMS asks for. Keys are named by ARN: an alias could be moved. */
export function askedOfKms(request: AwsRequest): Asked[] {
  const operation = jsonOperation(request);
  const key = jsonBody(request)["KeyId"];
  if (typeof key !== "string" || !key.startsWith("arn:")) {
    throw new UnknownCallError(`kms:${operation} of ${JSON.stringify(key)}, which is no ARN of a key,`);
  }
  return [{ action: `kms:${operation}`, resource: key }];
}

/** What a call to STS asks for; session tags take a second permission. Who one is may be asked by everybody. */
export function askedOfSts({ body }: AwsRequest): Asked[] {
  const fields = new URLSearchParams(body.toString("utf8"));
  const operation = fields.get("Action") ?? "";
  if (operation === "GetCallerIdentity") return [];
  if (operation !== "AssumeRole") throw new UnknownCallError(`sts:${operation}`);
  const tags = sessionTags(fields);
  const names = Object.keys(tags);
  const context = {
    "sts:RoleSessionName": fields.get("RoleSessionName") ?? "",
    ...(names.length > 0 && { "aws:TagKeys": names }),
    ...Object.fromEntries(names.map((name) => [`aws:RequestTag/${name}`, tags[name] ?? ""])),
  };
  const actions = names.length > 0 ? ["sts:AssumeRole", "sts:TagSession"] : ["sts:AssumeRole"];
  return actions.map((action) => ({ action, resource: fields.get("RoleArn") ?? "", context }));
}

function sessionTags(fields: URLSearchParams): Record<string, string> {
  const tags: Record<string, string> = {};
  for (let number = 1; fields.has(`Tags.member.${number}.Key`); number += 1) {
    tags[fields.get(`Tags.member.${number}.Key`) ?? ""] = fields.get(`Tags.member.${number}.Value`) ?? "";
  }
  return tags;
}

/** What a call to SNS asks for: only to publish is known. */
export function askedOfSns({ body }: AwsRequest): Asked[] {
  const fields = new URLSearchParams(body.toString("utf8"));
  const operation = fields.get("Action") ?? "";
  if (operation !== "Publish") throw new UnknownCallError(`sns:${operation}`);
  return [{ action: "sns:Publish", resource: fields.get("TopicArn") ?? "" }];
}

/** What a call to CloudWatch Logs asks for. */
export function askedOfLogs(request: AwsRequest, { partition, accountId }: StackPlace): Asked[] {
  const operation = jsonOperation(request);
  if (operation !== "CreateLogStream" && operation !== "PutLogEvents") {
    throw new UnknownCallError(`logs:${operation}`);
  }
  const { logGroupName, logStreamName } = jsonBody(request);
  const group = `arn:${partition}:logs:${request.region}:${accountId}:log-group:${String(logGroupName)}`;
  return [{ action: `logs:${operation}`, resource: `${group}:log-stream:${String(logStreamName)}` }];
}

/** What a call to CodePipeline or CodeBuild asks for. */
export function askedOfDelivery(request: AwsRequest, { partition, accountId }: StackPlace): Asked[] {
  const operation = jsonOperation(request);
  const body = jsonBody(request);
  const arn = (name: string): string =>
    `arn:${partition}:${request.service}:${request.region}:${accountId}:${name}`;
  if (request.service === "codepipeline") {
    const name = body["pipelineName"] ?? body["name"];
    return [{ action: `codepipeline:${operation}`, resource: arn(String(name)) }];
  }
  const ids = operation === "BatchGetBuilds" ? (body["ids"] as readonly string[]) : [];
  const projects = ids.length === 0 ? [String(body["projectName"])] : ids.map((id) => id.split(":")[0] ?? "");
  return projects.map((project) => ({
    action: `codebuild:${operation}`,
    resource: arn(`project/${project}`),
  }));
}
