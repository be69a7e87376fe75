import { describeEnforcement, statementsOf } from "./describe";
import { INVENTORY } from "./inventory";
import { SOURCES, type Statement } from "./inventory/statement";
import type { Rule } from "./rule";
import { RULES } from "./rules";

const HEAD = `# Policy

This page is generated: \`npx tagform policy list --markdown > docs/reference/policy.md\`.

\`tagform verify\` judges every synthesized cell by these rules, beside checkov, as its check \`policy\`. A finding of high or
medium severity fails, one of low severity is advice. It is accepted as a scanner's is: \`suppress(resource, id, { reason, until })\`.
Rules on plans are reported beside the plan, in \`plan/policy.json\` of the run and in its log; who approves decides.
\`tagform policy explain <id>\` tells more, with examples.`;

/** The reference page in Markdown: every rule, then every statement of the sources and what enforces it. */
export function referencePage(): string {
  const sources = Object.entries(INVENTORY).map(([name, statements]) => {
    const title = SOURCES[name as keyof typeof SOURCES];
    return `### ${title}\n\n${statements.map(describeStatement).join("\n")}`;
  });
  return [
    HEAD,
    `## Rules`,
    ...RULES.map(describeRule),
    `## Statements and what enforces them`,
    ...sources,
    "",
  ]
    .join("\n\n")
    .trimEnd()
    .concat("\n");
}

function describeRule(rule: Rule): string {
  const { id, severity, title, why, fix, link, appliesTo } = rule;
  const asked = statementsOf(id).map((statement) => statement.id);
  return [
    `### \`${id}\``,
    `**${asCode(title)}** (${severity}${appliesTo === "plan" ? ", on plans" : ""})`,
    ...(rule.appliesTo === "plan" ? [`On plans because ${asCode(rule.whyPlan)}.`] : []),
    asCode(why),
    asCode(fix),
    `Asked for by ${asked.join(", ")}. More: <${link}>`,
  ].join("\n\n");
}

function describeStatement({ id, text, enforced }: Statement): string {
  return `- ${id}: ${asCode(text)} (${enforced.map((each) => asCode(describeEnforcement(each))).join("; ")})`;
}

/** Words with characters that mean something in Markdown become code. */
function asCode(text: string): string {
  return text.replaceAll(/\S*[_*<>[\]]\S*/g, (word) => {
    const [, start = "", code = "", end = ""] = /^(\(?)(.*?)([.,;:)]*)$/.exec(word) ?? [];
    return `${start}\`${code}\`${end}`;
  });
}
