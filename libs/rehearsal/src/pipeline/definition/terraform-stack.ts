import { type Partition } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";
import { type DocumentWithRoles, synthesizedPolicy } from "@tagform/policy-evaluator";

import { ARN_OF, NAME_ARGUMENTS } from "./resource-attributes";

/** The arguments of a resource, as Terraform's JSON has them. */
export type Arguments = Readonly<Record<string, unknown>>;

/** The parts of Terraform's JSON that are read. */
export interface StackDocument extends DocumentWithRoles {
  readonly provider?: Readonly<Record<string, readonly Arguments[]>>;
}

/** Where a stack's resources are made. */
export interface StackPlace {
  /** 12 digits, as text. */
  readonly accountId: string;
  readonly region: string;
  readonly partition: Partition;
}

export interface StackResource {
  /** `aws_s3_bucket.commits` */
  readonly address: string;
  readonly type: string;
  readonly arguments: Arguments;
}

const REFERENCE = /^(data\.)?([a-z][a-z0-9_]*)\.([\w-]+)\.([a-z][a-z0-9_]*)$/;

/**
 * A synthesized stack whose references can be followed without Terraform, as far as names, ids and ARNs go.
 *
 * What it does not know is an error: a guess would be rehearsed instead of the stack.
 */
export class TerraformStack {
  public constructor(
    private readonly document: StackDocument,
    public readonly place: StackPlace,
    /** What only AWS can say, by address and attribute: `aws_kms_key.sealing.arn`. */
    private readonly told: ReadonlyMap<string, string> = new Map(),
  ) {}

  /** The resources of a type, in the order of the document, references in them as they are. */
  public resources(type: string): StackResource[] {
    return Object.entries(this.document.resource?.[type] ?? {}).map(([id, block]) => ({
      address: `${type}.${id}`,
      type,
      arguments: block,
    }));
  }

  /** The text of an argument, with its references resolved. @throws UserError if it is none, or refers to the unknown */
  public text(resource: StackResource, name: string): string {
    const value = this.optionalText(resource, name);
    if (value !== undefined) return value;
    throw new UserError(`${resource.address}.${name}: is missing`);
  }

  public optionalText(resource: StackResource, name: string): string | undefined {
    const value = this.resolved(resource.arguments[name], `${resource.address}.${name}`);
    if (value === undefined || value === null) return undefined;
    if (typeof value === "string" || typeof value === "number") return String(value);
    throw new UserError(`${resource.address}.${name}: must be text, got ${JSON.stringify(value)}`);
  }

  /** A value with all references in it resolved, however deep. `path` says where it is from. */
  public resolved(value: unknown, path: string): unknown {
    if (typeof value === "string") return this.interpolated(value, path);
    if (Array.isArray(value)) return value.map((each, index) => this.resolved(each, `${path}[${index}]`));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, this.resolved(each, `${path}.${key}`)]),
    );
  }

  /** What an attribute of a resource is: the argument, or what follows from its name. */
  public attribute(address: string, attribute: string, path: string): string {
    const told = this.told.get(`${address}.${attribute}`);
    if (told !== undefined) return told;
    const [type = "", id = ""] = address.split(".");
    const block = this.document.resource?.[type]?.[id];
    if (block === undefined)
      throw new UserError(`${path}: refers to ${address}, which the stack does not have`);
    const resource: StackResource = { address, type, arguments: block };
    const known = this.derived(resource, attribute) ?? this.optionalText(resource, attribute);
    if (known !== undefined) return known;
    throw new UserError(`${path}: refers to ${address}.${attribute}, which a rehearsal does not know`);
  }

  private derived(resource: StackResource, attribute: string): string | undefined {
    const { type } = resource;
    if (attribute === "arn") return ARN_OF[type]?.((name) => this.text(resource, name), this.place);
    if (attribute !== "id") return undefined;
    const name = NAME_ARGUMENTS[type];
    return name === undefined ? undefined : this.text(resource, name);
  }

  private interpolated(text: string, path: string): string {
    // Terraform writes a literal `${` as `$${`.
    return text.replaceAll(/\$\$\{|\$\{([^}]*)\}/g, (whole, expression: string | undefined) =>
      expression === undefined ? "${" : this.referenced(expression, whole, path),
    );
  }

  private referenced(expression: string, whole: string, path: string): string {
    const [, data, type = "", id = "", attribute = ""] = REFERENCE.exec(expression) ?? [];
    if (type === "") throw new UserError(`${path}: ${whole} is an expression that a rehearsal does not know`);
    if (data === undefined) return this.attribute(`${type}.${id}`, attribute, path);
    if (type === "aws_iam_policy_document" && attribute === "json") return this.policy(whole, path);
    if (type === "aws_kms_alias" && attribute === "target_key_arn") return this.keyOfAnotherStack(id);
    throw new UserError(`${path}: ${whole} reads data that a rehearsal does not have`);
  }

  /** What the alias leads to is made elsewhere, and nothing that is rehearsed encrypts with it. */
  private keyOfAnotherStack(id: string): string {
    const { partition, region, accountId } = this.place;
    return `arn:${partition}:kms:${region}:${accountId}:key/${id}`;
  }

  private policy(reference: string, path: string): string {
    return JSON.stringify(this.resolved(synthesizedPolicy(this.document, reference), path));
  }
}

/** Where a stack is made, from its provider. @throws UserError if it does not name one account and Region */
export function placeOf(document: StackDocument): StackPlace {
  const providers = document.provider?.["aws"] ?? [];
  const [main] = providers.filter((each) => each["alias"] === undefined);
  const [accountId] = (main?.["allowed_account_ids"] ?? []) as readonly string[];
  const region = main?.["region"];
  if (typeof accountId === "string" && typeof region === "string") {
    return { accountId, region, partition: partitionOf(region) };
  }
  throw new UserError("provider.aws: must name one account in allowed_account_ids, and a region");
}

function partitionOf(region: string): Partition {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
