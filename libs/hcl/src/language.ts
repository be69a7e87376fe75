import { type BlockSchema, blockSchema } from "./block-schema";
import type { Mode } from "./write-value";

/** What a key of a body stands for. */
export type Rule =
  | { readonly kind: "argument"; readonly mode: Mode }
  | { readonly kind: "block"; readonly labels: number; readonly body: RulesOf }
  | { readonly kind: "dynamic" };

/** The rules of a block's body, which may depend on the block's labels. */
export type RulesOf = (labels: readonly string[]) => BodyRules;

/** How the keys of a body are read. */
export interface BodyRules {
  /** Keys of Terraform's language. */
  readonly known: Readonly<Record<string, Rule>>;
  /** The provider's part of the body. */
  readonly schema?: BlockSchema;
  /** All other keys: arguments read that way, or judged by their value. */
  readonly rest: Mode | "guess";
}

const TEMPLATE: Rule = { kind: "argument", mode: "template" };
const LITERAL: Rule = { kind: "argument", mode: "literal" };
const BARE: Rule = { kind: "argument", mode: "bare" };
const DYNAMIC: Rule = { kind: "dynamic" };

export type BlockRule = Extract<Rule, { readonly kind: "block" }>;

const block = (body: BodyRules | RulesOf, labels = 0): BlockRule => ({
  kind: "block",
  labels,
  body: typeof body === "function" ? body : () => body,
});

/** A body without blocks. */
const ARGUMENTS: BodyRules = { known: {}, rest: "template" };

const CONDITIONS: Readonly<Record<string, Rule>> = {
  precondition: block(ARGUMENTS),
  postcondition: block(ARGUMENTS),
};

const LIFECYCLE: BodyRules = {
  known: {
    ignore_changes: BARE,
    replace_triggered_by: BARE,
    action_trigger: block({ known: { events: BARE, actions: BARE }, rest: "template" }),
    ...CONDITIONS,
  },
  rest: "template",
};

const CONNECTION = block(ARGUMENTS);

const PROVISIONER: BodyRules = {
  known: { when: BARE, on_failure: BARE, connection: CONNECTION },
  rest: "template",
};

const META: Readonly<Record<string, Rule>> = {
  count: TEMPLATE,
  for_each: TEMPLATE,
  provider: BARE,
  depends_on: BARE,
  lifecycle: block(LIFECYCLE),
  connection: CONNECTION,
  provisioner: block(PROVISIONER, 1),
  dynamic: DYNAMIC,
};

const schemaRules = (known: BodyRules["known"], schema: BlockSchema | undefined): BodyRules => ({
  known,
  rest: "guess",
  ...(schema && { schema }),
});

const typed =
  (kind: "resource" | "data" | "ephemeral"): RulesOf =>
  ([type = ""]) =>
    schemaRules(META, blockSchema(kind, type));

const PROVIDER: RulesOf = ([name = ""]) =>
  schemaRules(
    { alias: LITERAL, version: LITERAL, for_each: TEMPLATE, dynamic: DYNAMIC },
    blockSchema("provider", name),
  );

/** A block inside a provider's body. */
export function nestedRules(schema: BlockSchema): BodyRules {
  return { known: { dynamic: DYNAMIC }, schema, rest: "guess" };
}

/** A block that no schema knows: the blocks in it are guessed as well. */
export const GUESSED: BodyRules = { known: { dynamic: DYNAMIC }, rest: "guess" };

/** What generates blocks whose content is `content`. */
export function dynamicRules(content: BodyRules): BodyRules {
  return { known: { for_each: TEMPLATE, iterator: BARE, content: block(content) }, rest: "template" };
}

/** The blocks in a backend's body; Terraform evaluates nothing in it. */
const BACKEND_BLOCKS: Readonly<Record<string, readonly string[]>> = {
  remote: ["workspaces"],
  kubernetes: ["exec"],
  oss: ["assume_role"],
  cos: ["assume_role"],
};

const plainRules = (blocks: readonly string[]): BodyRules => {
  const inner = block({ known: {}, rest: "literal" });
  return { known: Object.fromEntries(blocks.map((name) => [name, inner])), rest: "literal" };
};

const BACKEND: RulesOf = ([type = ""]) => plainRules(BACKEND_BLOCKS[type] ?? []);

const TERRAFORM: BodyRules = {
  known: {
    required_version: LITERAL,
    experiments: BARE,
    language: BARE,
    required_providers: block({ known: {}, rest: "requirement" }),
    backend: block(BACKEND, 1),
    cloud: block(plainRules(["workspaces"])),
    provider_meta: block(ARGUMENTS, 1),
  },
  rest: "template",
};

const VARIABLE: BodyRules = {
  known: { type: BARE, validation: block(ARGUMENTS) },
  rest: "literal",
};

const OUTPUT: BodyRules = {
  known: { description: LITERAL, depends_on: BARE, precondition: block(ARGUMENTS) },
  rest: "template",
};

const MODULE: BodyRules = {
  known: {
    source: LITERAL,
    version: LITERAL,
    count: TEMPLATE,
    for_each: TEMPLATE,
    providers: BARE,
    depends_on: BARE,
  },
  rest: "template",
};

const REMOVED: BodyRules = {
  known: {
    from: BARE,
    lifecycle: block(ARGUMENTS),
    connection: CONNECTION,
    provisioner: block(PROVISIONER, 1),
  },
  rest: "template",
};

const CHECK: BodyRules = {
  known: { data: block(typed("data"), 2), assert: block(ARGUMENTS) },
  rest: "template",
};

/** The blocks of a document, in the order in which they are written. */
export const DOCUMENT: ReadonlyMap<string, BlockRule> = new Map(
  Object.entries({
    terraform: block(TERRAFORM),
    provider: block(PROVIDER, 1),
    variable: block(VARIABLE, 1),
    locals: block(ARGUMENTS),
    data: block(typed("data"), 2),
    ephemeral: block(typed("ephemeral"), 2),
    resource: block(typed("resource"), 2),
    module: block(MODULE, 1),
    import: block({ known: { to: BARE, provider: BARE }, rest: "template" }),
    moved: block({ known: { from: BARE, to: BARE }, rest: "template" }),
    removed: block(REMOVED),
    check: block(CHECK, 1),
    output: block(OUTPUT, 1),
  }),
);
