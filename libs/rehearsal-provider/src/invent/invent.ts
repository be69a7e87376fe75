import { type CtyType, objectAttributes } from "../cty/cty-type";
import { type CtyObject, type CtyValue, DynamicValue, isList, isObject, Unknown } from "../cty/cty-value";
import { type Attribute, type Block } from "../schema/model";
import { EC2 } from "./ec2";
import { IDENTITY } from "./identity";
import { LOAD_BALANCING } from "./load-balancing";
import { type Inventions } from "./result";
import { STORAGE } from "./storage";
import { type Subject } from "./subject";

const INVENTIONS: Readonly<Record<string, Inventions>> = {
  ...EC2,
  ...LOAD_BALANCING,
  ...IDENTITY,
  ...STORAGE,
};
/** Services whose name in ARNs is not the second word of the resource type. */
const SERVICES: Readonly<Record<string, string>> = {
  alb: "elasticloadbalancing",
  api: "apigateway",
  apigatewayv2: "apigateway",
  cloudwatch: "cloudwatch",
  db: "rds",
  efs: "elasticfilesystem",
  elb: "elasticloadbalancing",
  lb: "elasticloadbalancing",
  msk: "kafka",
  scheduler: "scheduler",
  sfn: "states",
  vpc: "ec2",
};
const NAME_ARGUMENTS = ["name", "identifier", "bucket", "domain_name", "domain", "key_name"];
const CREATED = "2025-01-01T00:00:00Z";

/** Texts by what the name of the attribute says; the first that fits. */
const TEXTS: readonly (readonly [pattern: RegExp, invent: (subject: Subject, name: string) => string])[] = [
  [/^arn$/, (subject) => genericArn(subject)],
  [/^(owner|account|registry)_id$/, (subject) => subject.accountId],
  [/^ipv6_/, () => ""],
  [/_(date|time|at)$|^(created|creation|last_modified)/, () => CREATED],
  [/(status|state)$/, () => "ACTIVE"],
  [
    /arn$/,
    (subject, name) =>
      subject.arn(serviceOf(subject.type), `${name.replace(/_?arn$/, "")}/${subject.hex(8, name)}`),
  ],
  [/zone_id$/, (subject, name) => `Z${subject.base32(13, name)}`],
  [/_id$/, (subject, name) => `${name.replace(/_id$/, "").replaceAll("_", "-")}-${subject.hex(17, name)}`],
  [/(dns_name|domain_name|endpoint|address|fqdn)$/, (subject, name) => hostName(subject, name)],
  [/ur[il]$/, (subject, name) => `https://${hostName(subject, name)}`],
  [/^version$/, () => "1"],
];

/** Replaces everything unknown in a created resource by plausible results. */
export function inventResults(block: Block, planned: CtyObject, subject: Subject): CtyObject {
  const inventions = INVENTIONS[subject.type] ?? {};
  const values: Record<string, CtyValue> = { ...planned };
  let known = subject;
  const settle = (name: string, value: CtyValue): void => {
    values[name] = value;
    known = known.with({ [name]: value });
  };
  for (const [name, invention] of Object.entries(inventions)) {
    if (values[name] instanceof Unknown) settle(name, invention(known));
  }
  for (const [name, attribute] of Object.entries(block.attributes)) {
    if (values[name] instanceof Unknown) settle(name, inventAttribute(name, attribute, known));
  }
  for (const [name, nested] of Object.entries(block.blocks)) {
    values[name] = inventNested(nested.block, values[name] ?? null, known);
  }
  return values;
}

/** A value for an attribute that no table knows, from its name, its type and whether it could have been configured. */
export function inventAttribute(name: string, attribute: Attribute, subject: Subject): CtyValue {
  if (name === "id") return genericId(subject);
  if (attribute.type !== "string") return zeroOf(attribute.type);
  if (name === "name") return `${subject.text("name_prefix", "terraform-")}${subject.digits(26, "name")}`;
  if (attribute.optional === true) return "";
  return inventText(name, subject);
}

function inventNested(block: Block, value: CtyValue, subject: Subject): CtyValue {
  if (isList(value)) return value.map((element) => inventNested(block, element, subject));
  if (!isObject(value)) return value;
  const values: Record<string, CtyValue> = { ...value };
  for (const [name, attribute] of Object.entries(block.attributes)) {
    if (values[name] instanceof Unknown) values[name] = inventAttribute(name, attribute, subject);
  }
  for (const [name, nested] of Object.entries(block.blocks)) {
    values[name] = inventNested(nested.block, values[name] ?? null, subject);
  }
  return values;
}

function genericId(subject: Subject): string {
  const last = subject.type.split("_").slice(2).join("_");
  const names = [...NAME_ARGUMENTS, `${last}_name`, `${last}_identifier`];
  const own = names.map((name) => subject.text(name)).find((text) => text !== "");
  return own ?? `${last.replaceAll("_", "-")}-${subject.hex(17)}`;
}

function inventText(name: string, subject: Subject): string {
  return TEXTS.find(([pattern]) => pattern.test(name))?.[1](subject, name) ?? "";
}

function hostName(subject: Subject, purpose: string): string {
  return `${subject.hex(12, purpose)}.${serviceOf(subject.type)}.${subject.region}.amazonaws.com`;
}

function genericArn(subject: Subject): string {
  const [, , ...kind] = subject.type.split("_");
  return subject.arn(
    serviceOf(subject.type),
    `${kind.join("-")}/${subject.text("id") || genericId(subject)}`,
  );
}

function serviceOf(type: string): string {
  const [, word = ""] = type.split("_");
  return SERVICES[word] ?? word;
}

/** The value of a type that says least. */
export function zeroOf(type: CtyType): CtyValue {
  if (type === "string") return "";
  if (type === "number") return 0;
  if (type === "bool") return false;
  if (type === "dynamic") return new DynamicValue("string", "");
  const attributes = objectAttributes(type);
  if (attributes !== undefined) {
    return Object.fromEntries(Object.entries(attributes).map(([name, of]) => [name, zeroOf(of)]));
  }
  return type[0] === "map" ? {} : [];
}
