import { didYouMean, nearest, quote } from "@tagform/deployment";
import type { convert } from "@tagform/hcl";
import { UserError } from "@tagform/outcome";
import type * as policyLibrary from "@tagform/policy";
import type { Enforcement, Rule, SourceName, Statement } from "@tagform/policy";
import { type Command, Option } from "commander";

import type { Register, Runner } from "../command";
import type { Context } from "../context";
import { fields, table } from "../terminal/table";

type Policy = typeof policyLibrary;

interface ListOptions {
  readonly source?: string;
  readonly markdown?: true;
  readonly json?: true;
}

const HELP = `
verify judges synthesized cells by these rules; findings of high and medium severity fail, low ones advise. A finding is
accepted in the code: suppress(resource, id, { reason, until }). docs/reference/policy.md lists all rules and statements.`;

export const registerPolicy: Register = (program, context, run) => {
  const policy = program
    .command("policy")
    .description("list and explain the rules that synthesized cells and plans are judged by")
    .addHelpText("after", HELP);
  registerPolicyList(policy, context, run);
  registerPolicyExplain(policy, context, run);
};

function registerPolicyList(policy: Command, context: Context, run: Runner): void {
  policy
    .command("list")
    .description("list our rules, and how many statements of each source are enforced in which way")
    .addOption(new Option("--source <name>", "statements of one source instead, with what enforces each"))
    .option("--markdown", "print docs/reference/policy.md")
    .option("--json", "print one JSON object with rules and statements")
    .action(
      run(async (options: ListOptions) => {
        const library = await import("@tagform/policy");
        context.print(list(library, options, context.width));
        return undefined;
      }),
    );
}

function registerPolicyExplain(policy: Command, context: Context, run: Runner): void {
  policy
    .command("explain")
    .description("explain a rule (TAGFORM_NET_7, CKV_AWS_79) or a statement (004-R10)")
    .argument(
      "<id>",
      "of a rule of ours, of a rule of checkov that statements are mapped to, or of a statement",
    )
    .option("--json", "print one JSON object")
    .action(
      run(async (id: string, options: { json?: true }) => {
        const library = await import("@tagform/policy");
        const hcl = await import("@tagform/hcl");
        context.print(explain({ ...library, convert: hcl.convert }, id.toUpperCase(), options.json === true));
        return undefined;
      }),
    );
}

function list(library: Policy, { source, markdown, json }: ListOptions, width: number): string {
  const { INVENTORY, RULES, referencePage } = library;
  const statements = source === undefined ? INVENTORY : { [source]: statementsOfSource(library, source) };
  if (json) return JSON.stringify({ rules: RULES.map(facts), statements }, undefined, 2);
  if (markdown) return referencePage().trimEnd();
  if (source !== undefined)
    return statementsOfSource(library, source)
      .map((one) => render(library, one))
      .join("\n");
  const rules = RULES.map(({ id, severity, appliesTo, title }) => [id, severity, appliesTo, title]);
  return [
    table(["RULE", "SEVERITY", "JUDGES", "WHAT MUST HOLD"], rules, width),
    table(["SOURCE", "STATEMENTS", ...WAYS], countRows(library), width),
    `${RULES.length} rules of our own; a statement that is enforced in several ways counts in each`,
  ].join("\n\n");
}

const WAYS = [
  "rule",
  "checkov",
  "elsewhere",
  "runtime",
  "people",
  "not applicable",
] as const satisfies Enforcement["by"][];

function countRows({ INVENTORY, countsOf }: Policy): string[][] {
  return Object.entries(INVENTORY).map(([name, statements]) => {
    const counts = countsOf(name as SourceName);
    return [name, String(statements.length), ...WAYS.map((way) => String(counts[way]))];
  });
}

function statementsOfSource({ INVENTORY }: Policy, source: string): readonly Statement[] {
  const found = Object.entries(INVENTORY).find(([name]) => name === source);
  if (found !== undefined) return found[1];
  const names = Object.keys(INVENTORY);
  throw new UserError(
    `there is no source ${quote(source)}${didYouMean(source, names)}: the sources are ${names.join(", ")}`,
  );
}

const render = ({ describeEnforcement }: Policy, { id, text, enforced }: Statement): string =>
  [`${id}  ${text}`, ...enforced.map((each) => `  ${describeEnforcement(each)}`)].join("\n");

/** What a rule says about itself, without the function that judges. */
function facts({ check: _, ...rest }: Rule): Omit<Rule, "check"> {
  return rest;
}

/** What explains: the rules, and how their examples are written. */
type Explainer = Policy & { readonly convert: typeof convert };

function explain(library: Explainer, id: string, json: boolean): string {
  const { INVENTORY, RULES, statementsOf } = library;
  const rule = RULES.find((one) => one.id === id);
  const asked = statementsOf(id);
  const statement = Object.values(INVENTORY)
    .flat()
    .find((one) => one.id === id);
  if (rule === undefined && statement === undefined && asked.length === 0) throw unknown(library, id);
  if (json) {
    const about = rule === undefined ? {} : { rule: facts(rule) };
    return JSON.stringify(
      { id, ...about, statements: statement === undefined ? asked : [statement] },
      undefined,
      2,
    );
  }
  if (statement !== undefined) return render(library, statement);
  const statements = asked.map((one) => render(library, one)).join("\n");
  return rule === undefined
    ? `${id} is a rule of checkov, asked for by\n\n${statements}`
    : explainRule(library, rule, statements);
}

function explainRule({ convert: toHcl }: Explainer, rule: Rule, statements: string): string {
  const { id, title, severity, appliesTo, why, fix, link } = rule;
  const judged = rule.appliesTo === "plan" ? `plans: ${rule.whyPlan}` : appliesTo;
  const effect = severity === "low" ? "advice, fails nothing" : "fails verify";
  const example = (given: Rule["passes"]): string =>
    rule.appliesTo === "plan" ? JSON.stringify(given, undefined, 2) : toHcl(given).hcl.trimEnd();
  return [
    `${id}: ${title}`,
    fields([
      [
        "severity",
        rule.appliesTo === "plan" ? `${severity} (reported beside the plan)` : `${severity} (${effect})`,
      ],
      ["judges", judged],
      ["why", why],
      ["fix", fix],
      ["more", link],
    ]),
    `asked for by\n${statements}`,
    `passes\n${example(rule.passes)}`,
    `fails\n${example(rule.fails)}`,
  ].join("\n\n");
}

function unknown({ INVENTORY, RULES }: Policy, id: string): UserError {
  const statements = Object.values(INVENTORY).flat();
  const known = [...RULES, ...statements].map((one) => one.id.toLowerCase());
  const meant = nearest(id, known)?.toUpperCase();
  return new UserError(
    `there is no rule or statement ${quote(id)}${meant === undefined ? "" : `, did you mean ${meant}?`}: tagform policy list shows all of them`,
  );
}
