import { UserError } from "@tagform/outcome";

import { type CtyObject, objectsOf, textOf, textsOf } from "../cty/cty-value";

type Json = string | readonly Json[] | { readonly [name: string]: Json };
type Statement = Readonly<Record<string, Json>>;

interface PolicyDocument {
  readonly Version?: Json;
  readonly Id?: Json;
  readonly Statement?: readonly Statement[];
}

const VERSION = "2012-10-17";

/** Renders `aws_iam_policy_document` as the AWS provider does: the JSON, its compact form and a checksum of it. */
export function policyDocument(config: CtyObject): CtyObject {
  const id = textOf(config["policy_id"]);
  const version = textOf(config["version"]) ?? VERSION;
  const own: PolicyDocument = {
    Version: version,
    ...(id === undefined || id === "" ? {} : { Id: id }),
    Statement: objectsOf(config["statement"]).map(renderStatement),
  };
  const documents = [
    ...textsOf(config["source_policy_documents"]).map(parseDocument),
    own,
    ...textsOf(config["override_policy_documents"]).map(parseDocument),
  ];
  const merged = merge(documents);
  const minified = JSON.stringify(merged);
  return {
    id: String(crc32(JSON.stringify(merged, null, 2))),
    json: JSON.stringify(merged, null, 2),
    minified_json: minified,
    version,
  };
}

function renderStatement(block: CtyObject): Statement {
  const sid = textOf(block["sid"]) ?? "";
  return {
    ...(sid === "" ? {} : { Sid: sid }),
    Effect: textOf(block["effect"]) ?? "Allow",
    ...list("Action", block["actions"]),
    ...list("NotAction", block["not_actions"]),
    ...list("Resource", block["resources"]),
    ...list("NotResource", block["not_resources"]),
    ...principals("Principal", block["principals"]),
    ...principals("NotPrincipal", block["not_principals"]),
    ...conditions(block["condition"]),
  };
}

/** One element stays a text, several become a list in descending order, as the AWS provider writes them. */
function list(name: string, value: CtyObject[string] | undefined): Statement {
  const texts = textsOf(value).map(awsVariables);
  return texts.length === 0 ? {} : { [name]: compact(texts) };
}

function compact(texts: readonly string[]): Json {
  const [first = ""] = texts;
  return texts.length === 1 ? first : [...texts].sort().reverse();
}

function principals(name: string, value: CtyObject[string] | undefined): Statement {
  const blocks = objectsOf(value).map((block) => ({
    type: textOf(block["type"]) ?? "",
    identifiers: textsOf(block["identifiers"]).map(awsVariables),
  }));
  if (blocks.length === 0) return {};
  const [first] = blocks;
  if (blocks.length === 1 && first?.type === "*" && first.identifiers.join() === "*") return { [name]: "*" };
  const byType = new Map<string, string[]>();
  for (const { type, identifiers } of blocks) byType.set(type, [...(byType.get(type) ?? []), ...identifiers]);
  const sorted = [...byType].sort(([left], [right]) => (left < right ? -1 : 1));
  return { [name]: Object.fromEntries(sorted.map(([type, identifiers]) => [type, compact(identifiers)])) };
}

function conditions(value: CtyObject[string] | undefined): Statement {
  const blocks = objectsOf(value);
  if (blocks.length === 0) return {};
  const tests: Record<string, Record<string, Json>> = {};
  for (const block of blocks) {
    const values = textsOf(block["values"]).map(awsVariables);
    const test = (tests[textOf(block["test"]) ?? ""] ??= {});
    const [only = ""] = values;
    test[textOf(block["variable"]) ?? ""] = values.length === 1 ? only : values;
  }
  return { Condition: sortKeys(tests) };
}

function sortKeys(tests: Record<string, Record<string, Json>>): Json {
  const sorted = Object.entries(tests).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(
    sorted.map(([test, variables]) => [
      test,
      Object.fromEntries(Object.entries(variables).sort(([left], [right]) => (left < right ? -1 : 1))),
    ]),
  );
}

/** Terraform's own `${` is taken, so that policy variables are written `&{aws:username}`. */
function awsVariables(text: string): string {
  return text.replaceAll("&{", "${");
}

/** Later documents replace statements with the same Sid; statements without one are all kept. */
function merge(documents: readonly PolicyDocument[]): PolicyDocument {
  const statements: Statement[] = [];
  let result: PolicyDocument = {};
  for (const document of documents) {
    result = { ...result, ...document };
    for (const statement of document.Statement ?? []) {
      const index = statements.findIndex(({ Sid }) => Sid !== undefined && Sid === statement["Sid"]);
      if (index < 0) statements.push(statement);
      else statements[index] = statement;
    }
  }
  const { Version = VERSION, Id } = result;
  return {
    Version,
    ...(Id === undefined ? {} : { Id }),
    ...(statements.length === 0 ? {} : { Statement: statements }),
  };
}

function parseDocument(text: string): PolicyDocument {
  if (text.trim() === "") return {};
  try {
    const json: unknown = JSON.parse(text);
    if (isPolicy(json)) return { ...json, Statement: statementsOf(json.Statement) };
  } catch (cause) {
    throw new UserError(`a source policy document is not JSON\n${String(cause)}`);
  }
  throw new UserError("a source policy document is not a policy\nIt must be an object with a Statement.");
}

function isPolicy(json: unknown): json is PolicyDocument {
  return json !== null && typeof json === "object" && !Array.isArray(json);
}

function statementsOf(statement: PolicyDocument["Statement"] | Statement): readonly Statement[] {
  if (statement === undefined) return [];
  return isStatementList(statement) ? statement : [statement];
}

function isStatementList(statement: readonly Statement[] | Statement): statement is readonly Statement[] {
  return Array.isArray(statement);
}

/** The checksum that the AWS provider uses as the id of rendered documents. */
function crc32(text: string): number {
  let crc = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
