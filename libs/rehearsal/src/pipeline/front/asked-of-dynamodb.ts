import { optionalText } from "../definition/blocks";
import { type StackPlace } from "../definition/terraform-stack";
import { type Asked, type AwsRequest, jsonBody, jsonOperation, UnknownCallError } from "./aws-request";

/** Name of the partition key of a table. */
export type HashKeyOf = (table: string) => string | undefined;

type Fields = Readonly<Record<string, unknown>>;

const ON_ITEMS = new Set(["GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query", "Scan"]);
const ON_TABLES = new Set(["DescribeTable", "DescribeTimeToLive", "DescribeContinuousBackups"]);
/** What the parts of a transaction ask for. */
const IN_TRANSACTION: Readonly<Record<string, string>> = {
  Put: "PutItem",
  Update: "UpdateItem",
  Delete: "DeleteItem",
  Get: "GetItem",
  ConditionCheck: "ConditionCheckItem",
};

/** What a call to DynamoDB asks for: a transaction for each of its parts. */
export function askedOfDynamodb(request: AwsRequest, place: StackPlace, hashKeyOf: HashKeyOf): Asked[] {
  const operation = jsonOperation(request);
  const body = jsonBody(request);
  const one = (action: string, fields: Fields): Asked =>
    askedOfItem(action, fields, request, place, hashKeyOf);
  if (ON_ITEMS.has(operation)) return [one(operation, body)];
  if (ON_TABLES.has(operation)) return [{ ...one(operation, body), context: {} }];
  if (operation === "TransactWriteItems" || operation === "TransactGetItems") {
    const parts = (body["TransactItems"] ?? []) as readonly Readonly<Record<string, Fields>>[];
    return parts.flatMap((part) =>
      Object.entries(part).map(([kind, fields]) => one(IN_TRANSACTION[kind] ?? kind, fields)),
    );
  }
  throw new UnknownCallError(`dynamodb:${operation}`);
}

function askedOfItem(
  action: string,
  fields: Fields,
  { region }: AwsRequest,
  { partition, accountId }: StackPlace,
  hashKeyOf: HashKeyOf,
): Asked {
  const table = (optionalText(fields["TableName"]) ?? "").split("/").at(-1) ?? "";
  const arn = `arn:${partition}:dynamodb:${region}:${accountId}:table/${table}`;
  const index = optionalText(fields["IndexName"]);
  const leading = index === undefined ? leadingKey(fields, hashKeyOf(table)) : undefined;
  return {
    action: `dynamodb:${action}`,
    resource: index === undefined ? arn : `${arn}/index/${index}`,
    context: leading === undefined ? {} : { "dynamodb:LeadingKeys": [leading] },
  };
}

/** The value of the partition key that a call names. */
function leadingKey(fields: Fields, hashKey: string | undefined): string | undefined {
  if (hashKey === undefined) return undefined;
  const item = (fields["Key"] ?? fields["Item"]) as Fields | undefined;
  const value = item === undefined ? queriedKey(fields, hashKey) : item[hashKey];
  const [text] = Object.values((value ?? {}) as Fields);
  return optionalText(text);
}

/** `#cell = :cell AND ...` */
function queriedKey(fields: Fields, hashKey: string): unknown {
  const names = (fields["ExpressionAttributeNames"] ?? {}) as Fields;
  const values = (fields["ExpressionAttributeValues"] ?? {}) as Fields;
  const expression = optionalText(fields["KeyConditionExpression"]) ?? "";
  for (const [, name = "", value = ""] of expression.matchAll(/([#\w]+)\s*=\s*(:\w+)/g)) {
    if ((names[name] ?? name) === hashKey) return values[value];
  }
  return undefined;
}
