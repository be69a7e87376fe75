import { UserError } from "@tagform/outcome";

import { decode, encode, fromStateJson } from "../cty/codec";
import { readDataSource } from "../data-sources/read-data-source";
import { type Block, blockType } from "../schema/model";
import { Applier, objectOf } from "./apply-change";
import { type Diagnostic, NOT_AWS } from "./diagnostics";
import { importState } from "./import-state";
import { planChange } from "./plan-change";
import { type ResourceType, type ServedSchema } from "./served-schema";
import { openSession, type Session } from "./session";
import { validateConfig } from "./validate-config";

/** A plan as it goes over the wire. */
export interface Plan {
  readonly planned: Uint8Array;
  readonly requiresReplace: readonly string[];
  readonly private: Uint8Array;
}

/** Kept beside the state from import to the first apply. */
const IMPORTED = new TextEncoder().encode("imported");

/** What the provider does, on encoded values and without any knowledge of gRPC. */
export class RehearsalProvider {
  #configured: { readonly session: Session; readonly applier: Applier } | undefined;

  public constructor(
    public readonly schema: ServedSchema,
    private readonly environment: Readonly<Record<string, string | undefined>>,
  ) {}

  public async configure(config: Uint8Array): Promise<Diagnostic[]> {
    const values = objectOf(decode(config, blockType(this.schema.provider))) ?? {};
    const session = await openSession(values, this.environment);
    this.#configured = { session, applier: new Applier(session) };
    return [NOT_AWS];
  }

  public validateResource(typeName: string, config: Uint8Array): Diagnostic[] {
    const { block } = this.resourceType(typeName);
    return validateConfig(typeName, block, objectOf(decode(config, blockType(block))) ?? {});
  }

  public upgradeState(typeName: string, json: Uint8Array): Uint8Array {
    const type = blockType(this.resourceType(typeName).block);
    return encode(fromStateJson(JSON.parse(new TextDecoder().decode(json)), type), type);
  }

  public plan(
    typeName: string,
    values: { prior: Uint8Array; proposed: Uint8Array; config: Uint8Array; priorPrivate: Uint8Array },
  ): Plan {
    const resource = this.resourceType(typeName);
    const type = blockType(resource.block);
    const proposed = objectOf(decode(values.proposed, type));
    if (proposed === undefined)
      return { planned: values.proposed, requiresReplace: [], private: values.priorPrivate };
    const change = {
      proposed,
      prior: objectOf(decode(values.prior, type)) ?? null,
      config: objectOf(decode(values.config, type)) ?? {},
      imported: sameBytes(values.priorPrivate, IMPORTED),
    };
    const { planned, requiresReplace } = planChange(resource, change, this.session);
    return { planned: encode(planned, type), requiresReplace, private: values.priorPrivate };
  }

  public apply(
    typeName: string,
    values: { prior: Uint8Array; planned: Uint8Array; config: Uint8Array },
  ): Uint8Array {
    const resource = this.resourceType(typeName);
    const type = blockType(resource.block);
    const planned = objectOf(decode(values.planned, type));
    if (planned === undefined) return values.planned;
    const prior = objectOf(decode(values.prior, type));
    const { applier } = this.configured;
    const config = objectOf(decode(values.config, type)) ?? {};
    const result =
      prior === undefined
        ? applier.create(resource, planned, config)
        : applier.update(resource, planned, prior);
    return encode(result, type);
  }

  public import(typeName: string, id: string): { state: Uint8Array; private: Uint8Array } {
    const resource = this.resourceType(typeName);
    const state = importState(resource, id, this.session);
    return { state: encode(state, blockType(resource.block)), private: IMPORTED };
  }

  /** Moves the state of an alias (`aws_alb`) to the type itself: their schemas are the same. */
  public move(source: string, target: string, json: Uint8Array): Uint8Array {
    if (source.replace("aws_alb", "aws_lb") !== target.replace("aws_alb", "aws_lb")) {
      throw new UserError(
        `a ${source} cannot become a ${target}\nOnly aws_alb... and aws_lb... are the same.`,
      );
    }
    return this.upgradeState(target, json);
  }

  public read(typeName: string, config: Uint8Array): Uint8Array {
    const block = this.dataSourceBlock(typeName);
    const type = blockType(block);
    const values = objectOf(decode(config, type)) ?? {};
    return encode(readDataSource(typeName, block, values, this.session), type);
  }

  /** Checks that bytes hold a configuration of the data source. */
  public validateDataSource(typeName: string, config: Uint8Array): void {
    decode(config, blockType(this.dataSourceBlock(typeName)));
  }

  private get session(): Session {
    return this.configured.session;
  }

  private get configured(): { readonly session: Session; readonly applier: Applier } {
    if (this.#configured === undefined) throw new UserError("the provider is not configured");
    return this.#configured;
  }

  private resourceType(name: string): ResourceType {
    const block = this.schema.resources[name];
    if (block === undefined) throw new UserError(`resource type ${name} is not served`);
    return { name, block, facts: this.schema.facts[name] ?? {} };
  }

  private dataSourceBlock(name: string): Block {
    const block = this.schema.dataSources[name];
    if (block === undefined) throw new UserError(`data source ${name} is not served`);
    return block;
  }
}

function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}
