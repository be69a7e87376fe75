import { UserError } from "@tagform/outcome";

import { judge } from "./judge";
import { type BlockRule, type BodyRules, dynamicRules, GUESSED, type Rule, type RulesOf } from "./language";
import { leaksToken } from "./leaked-token";
import { isIdentifier, quotePlain } from "./quote";
import { TemplateError } from "./template-error";
import { bodiesOf, entriesOf, type JsonObject, type JsonValue } from "./terraform-json";
import { assignArgument, type Assignment, layOut, type Mode } from "./write-value";

/** What somebody should look at: a guess of the converter, or a leftover of cdktf. */
export interface ConvertWarning {
  /** The block in the document: `resource.aws_s3_bucket.logs`. */
  readonly address: string;
  /** The key in that block: `rule.statement`. */
  readonly path: string;
  readonly message: string;
}

/** Where the converter stands in the document. */
interface Place {
  readonly address: string;
  readonly path: string;
  readonly warnings: ConvertWarning[];
}

const STEP = "  ";

/** The block `name`, or the blocks, that `value` stands for, each as its lines. */
export function writeTopLevel(
  name: string,
  value: JsonValue,
  rule: BlockRule,
  warnings: ConvertWarning[],
): string[][] {
  const place = { address: name, path: "", warnings };
  return labelled(value, rule.labels, [], place).map(({ labels, body }) => {
    const address = [name, ...labels].join(".");
    return writeBlock(name, labels, body, rule.body, "", { ...place, address });
  });
}

interface LabelledBody {
  readonly labels: readonly string[];
  readonly body: JsonObject;
}

/** The bodies below `count` levels of labels. */
function labelled(value: JsonValue, count: number, labels: readonly string[], place: Place): LabelledBody[] {
  const bodies = bodiesOf(value);
  if (bodies === undefined) throw misplaced(place, labels, value);
  if (count === 0) return bodies.map((body) => ({ labels, body }));
  return bodies.flatMap((body) =>
    entriesOf(body).flatMap(([label, inner]) => labelled(inner, count - 1, [...labels, label], place)),
  );
}

function misplaced(place: Place, labels: readonly string[], value: JsonValue): UserError {
  const where = [place.address, ...(place.path === "" ? [] : [place.path]), ...labels].join(".");
  return new UserError(
    `${where} is ${JSON.stringify(value).slice(0, 60)}, but Terraform expects an object or a list of objects there`,
  );
}

function misnamed({ address, path }: Place): UserError {
  return new UserError(`${address}: "${path}" cannot be the name of an argument or a block`);
}

function writeBlock(
  name: string,
  labels: readonly string[],
  body: JsonObject,
  rulesOf: RulesOf,
  indent: string,
  place: Place,
): string[] {
  const header = [name, ...labels.map(quotePlain)].join(" ");
  const lines = writeBody(body, rulesOf(labels), indent + STEP, place);
  if (lines.length === 0) return [`${indent}${header} {}`];
  return [`${indent}${header} {`, ...lines, `${indent}}`];
}

/** The paragraphs of a body, which blank lines separate. */
interface Paragraphs {
  readonly first: Assignment[];
  readonly middle: Assignment[];
  readonly blocks: string[][];
  readonly lastBlocks: string[][];
  readonly last: Assignment[];
}

/** Arguments and blocks that say how Terraform treats the object stand apart from what the object is. */
const FIRST = new Set(["count", "for_each", "iterator", "provider", "source", "version", "providers"]);
const LAST = new Set(["depends_on"]);
const LAST_BLOCKS = new Set(["connection", "provisioner", "lifecycle"]);

function writeBody(body: JsonObject, rules: BodyRules, indent: string, place: Place): string[] {
  const paragraphs: Paragraphs = { first: [], middle: [], blocks: [], lastBlocks: [], last: [] };
  for (const [key, value] of entriesOf(body)) {
    const inner = { ...place, path: place.path === "" ? key : `${place.path}.${key}` };
    if (!isIdentifier(key)) throw misnamed(inner);
    const { rule, warning } = judge(rules, key, value);
    if (warning !== undefined) warn(inner, warning);
    const isMeta = Object.hasOwn(rules.known, key);
    if (rule.kind === "argument") addArgument(paragraphs, key, value, rule.mode, isMeta, indent, inner);
    else {
      const blocks = isMeta && LAST_BLOCKS.has(key) ? paragraphs.lastBlocks : paragraphs.blocks;
      blocks.push(...writeNested(paragraphs, key, value, rule, rules, indent, inner));
    }
  }
  const { first, middle, blocks, lastBlocks, last } = paragraphs;
  const groups = [
    layOut(first, indent),
    layOut(middle, indent),
    ...blocks,
    ...lastBlocks,
    layOut(last, indent),
  ];
  return separate(groups);
}

/** The groups that are not empty, with a blank line between them. */
export function separate(groups: readonly (readonly string[])[]): string[] {
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, index) => (index === 0 ? group : ["", ...group]));
}

function addArgument(
  paragraphs: Paragraphs,
  key: string,
  value: JsonValue,
  mode: Mode,
  isMeta: boolean,
  indent: string,
  place: Place,
): void {
  if (leaksToken(value))
    warn(place, "holds a token that cdktf did not resolve: Terraform cannot know its value");
  const assignment = located(place, () => assignArgument(key, value, mode, indent));
  if (isMeta && LAST.has(key)) paragraphs.last.push(assignment);
  else if (isMeta && FIRST.has(key)) paragraphs.first.push(assignment);
  else paragraphs.middle.push(assignment);
}

/** Runs `write`; a broken template in it is told with its place in the document. */
function located<T>(place: Place, write: () => T): T {
  try {
    return write();
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new UserError(`${place.address}: ${place.path}: ${error.message}`, { cause: error });
  }
}

function warn({ address, path, warnings }: Place, message: string): void {
  warnings.push({ address, path, message });
}

function writeNested(
  paragraphs: Paragraphs,
  key: string,
  value: JsonValue,
  rule: Exclude<Rule, { readonly kind: "argument" }>,
  rules: BodyRules,
  indent: string,
  place: Place,
): string[][] {
  if (rule.kind === "dynamic") return writeDynamic(value, rules, indent, place);
  if (rule.labels === 0 && bodiesOf(value) === undefined) {
    warn(place, `"${key}" is a block, but its value is no object: it was written as an argument`);
    addArgument(paragraphs, key, value, "template", false, indent, place);
    return [];
  }
  return labelled(value, rule.labels, [], place).map(({ labels, body }) =>
    writeBlock(key, labels, body, rule.body, indent, place),
  );
}

/** `dynamic` has the name of the block it makes as its label; the content has that block's rules. */
function writeDynamic(value: JsonValue, rules: BodyRules, indent: string, place: Place): string[][] {
  return labelled(value, 1, [], place).map(({ labels, body }) => {
    const [name = ""] = labels;
    const inner = { ...place, path: `${place.path}.${name}` };
    return writeBlock(
      "dynamic",
      labels,
      body,
      () => dynamicRules(contentRules(name, rules, inner)),
      indent,
      inner,
    );
  });
}

function contentRules(name: string, rules: BodyRules, place: Place): BodyRules {
  const { rule } = judge(rules, name, null);
  if (rule.kind === "block") return rule.body([]);
  // Terraform lets `dynamic` make the objects of these attributes too, and objects hold no blocks.
  if (rules.schema?.attributes.has(name) === true) return { known: {}, rest: "template" };
  if (rules !== GUESSED) warn(place, `no schema knows the block "${name}": the blocks in it are guessed`);
  return GUESSED;
}
