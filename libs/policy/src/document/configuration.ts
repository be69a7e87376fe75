import type { JsonObject, JsonValue, TerraformJson } from "@tagform/hcl";

import { type Statement, statementsOfBlocks, statementsOfText } from "./policy-statement";
import { referencesIn } from "./references";
import { blockOf, isObject, textOf, textsOf } from "./values";

/** One block of a configuration that has a type and a name. */
export interface Block {
  /** `aws_subnet`. */
  readonly type: string;
  /** `aws_subnet.web_a`; `data.aws_vpc.default` for a data source. */
  readonly address: string;
  readonly body: JsonObject;
}

/** What a cell says about itself in the tags that its provider gives to everything. */
export interface CellTags {
  readonly environment?: string;
  /** A Region, or `global`. */
  readonly scope?: string;
  readonly team?: string;
}

/** A synthesized cell as rules read it: blocks by type and address, references resolved. */
export class Configuration {
  public readonly resources: readonly Block[];
  public readonly dataSources: readonly Block[];
  private readonly byType: ReadonlyMap<string, readonly Block[]>;
  private readonly byAddress: ReadonlyMap<string, Block>;

  public constructor(public readonly document: TerraformJson) {
    this.resources = blocksIn(document["resource"], "");
    this.dataSources = blocksIn(document["data"], "data.");
    const all = [...this.resources, ...this.dataSources];
    this.byAddress = new Map(all.map((block) => [block.address, block]));
    const byType = new Map<string, Block[]>();
    for (const block of this.resources) byType.set(block.type, [...(byType.get(block.type) ?? []), block]);
    this.byType = byType;
  }

  /** Resources of these types. */
  public ofType(...types: readonly string[]): readonly Block[] {
    return types.flatMap((type) => this.byType.get(type) ?? []);
  }

  /** The block that a value refers to first; undefined for a literal, or for what is not in the cell. */
  public target(value: JsonValue | undefined): Block | undefined {
    return this.targets(value)[0];
  }

  /** All blocks that a value refers to. */
  public targets(value: JsonValue | undefined): Block[] {
    return referencesIn(value).flatMap((address) => this.byAddress.get(address) ?? []);
  }

  /** Resources of a type whose argument refers to a block. */
  public referring(type: string, argument: string, to: Block): Block[] {
    return this.ofType(type).filter(({ body }) => referencesIn(body[argument]).includes(to.address));
  }

  /**
   * Statements of a policy: of the documents that the value refers to, or of its own text.
   *
   * @returns undefined where they are not known before AWS is asked
   */
  public statements(policy: JsonValue | undefined): Statement[] | undefined {
    const text = textOf(policy);
    const target = this.target(policy);
    if (target?.type === "aws_iam_policy_document") return this.statementsOf(target);
    return text === undefined ? undefined : statementsOfText(text);
  }

  private statementsOf({ body }: Block): Statement[] {
    const sources = ["source_policy_documents", "override_policy_documents"];
    const parts = sources.flatMap((key) => textsOf(body[key]).map((text) => this.statements(text) ?? []));
    return [...statementsOfBlocks(body["statement"]), ...parts.flat()];
  }

  /** The provider without an alias: the first one. */
  public get provider(): JsonObject {
    return blockOf(blockOf(this.document["provider"])["aws"]);
  }

  /** The place of the state. */
  public get backend(): JsonObject {
    return blockOf(blockOf(blockOf(this.document["terraform"])["backend"])["s3"]);
  }

  /** Tags that the provider gives to every resource that can have any. */
  public get defaultTags(): JsonObject {
    return blockOf(blockOf(this.provider["default_tags"])["tags"]);
  }

  public get cell(): CellTags {
    const { defaultTags } = this;
    const entries = (["environment", "scope", "team"] as const).map((key) => [key, textOf(defaultTags[key])]);
    return Object.fromEntries(entries.filter(([, text]) => text !== undefined)) as CellTags;
  }
}

function blocksIn(types: JsonValue | undefined, prefix: string): Block[] {
  if (!isObject(types)) return [];
  return Object.entries(types).flatMap(([type, named]) =>
    isObject(named)
      ? Object.entries(named).map(([name, body]) => ({
          type,
          address: `${prefix}${type}.${name}`,
          body: blockOf(body),
        }))
      : [],
  );
}
