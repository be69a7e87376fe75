import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformDataSource, TerraformStack } from "cdktf";
import { RootConstruct } from "constructs";

/** A resource or data source class of the bindings: `Lb`, `DataAwsIamRole`. */
export interface ElementClass {
  readonly tfResourceType: string;
  readonly prototype: object;
}

/** The arguments of a resource or data source under Terraform's names: `metadata_options`. */
export type ElementArguments = Readonly<Record<string, unknown>>;

/** Elements by type and by name, as in Terraform's JSON. */
export type Elements = Readonly<Record<string, Readonly<Record<string, ElementArguments>>>>;

/** The parts of Terraform's JSON that specs ask about. */
export interface TerraformDocument {
  readonly resource?: Elements;
  readonly data?: Elements;
  readonly output?: Readonly<Record<string, ElementArguments>>;
  readonly locals?: Readonly<Record<string, unknown>>;
}

/** What Terraform will read of a stack. */
export interface SynthesizedStack {
  /**
   * The arguments of the one element of a class.
   *
   * @throws Error when there is none, or more than one
   */
  only(type: ElementClass): ElementArguments;
  /** The arguments of all elements of a class, in the order in which they were constructed. */
  all(type: ElementClass): readonly ElementArguments[];
  readonly json: TerraformDocument;
}

/** Synthesizes one stack in memory; aspects and validations run as they would for a deployment. */
export function synthStack(build: (stack: TerraformStack) => unknown): SynthesizedStack {
  // An App would create folders.
  const stack = new TerraformStack(new RootConstruct(), "test");
  build(stack);
  if (stack.allProviders().length === 0) new AwsProvider(stack, "aws");
  stack.prepareStack();
  stack.runAllValidations();
  return readStack(stack.toTerraform() as TerraformDocument);
}

function readStack(json: TerraformDocument): SynthesizedStack {
  const all = (type: ElementClass): ElementArguments[] => {
    const elements = type.prototype instanceof TerraformDataSource ? json.data : json.resource;
    return Object.values(elements?.[type.tfResourceType] ?? {});
  };
  const only = (type: ElementClass): ElementArguments => {
    const [first, ...others] = all(type);
    if (first !== undefined && others.length === 0) return first;
    const count = first === undefined ? 0 : others.length + 1;
    throw new Error(`the stack has ${count} of ${type.tfResourceType}, the spec expects one`);
  };
  return { all, only, json };
}

/** How many elements of each type a document has: `{ "aws_vpc": 1, "data.aws_iam_role": 1 }`, sorted by type. */
export function countTypes({ resource = {}, data = {} }: TerraformDocument): Record<string, number> {
  const count = (prefix: string, elements: Elements): [string, number][] =>
    Object.entries(elements).map(([type, byName]) => [`${prefix}${type}`, Object.keys(byName).length]);
  return Object.fromEntries([...count("data.", data), ...count("", resource)].sort());
}
