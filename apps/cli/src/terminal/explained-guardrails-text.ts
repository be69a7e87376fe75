import type { GuardrailExplanation } from "../commands/guardrails-explain";
import type { Context } from "../context";
import { wrap } from "./wrap";

type Level = GuardrailExplanation["levels"][number];

/** All that applies for people, the root first; as narrow as the terminal. */
export function renderExplanation(
  explanation: GuardrailExplanation,
  { colors, width }: Pick<Context, "colors" | "width">,
): string {
  const { levels, mandatory } = explanation;
  const head = wrap(headOf(explanation), width);
  const paragraphs = levels.map((level) => renderLevel(level, width, colors));
  const always =
    mandatory === 0
      ? []
      : [
          wrap(
            `Besides, Control Tower enables its ${mandatory} mandatory controls everywhere it governs.`,
            width,
          ),
        ];
  return [head, ...paragraphs, ...always].join("\n\n");
}

function headOf({ account, unit, isManagement, levels }: GuardrailExplanation): string {
  if (account === null) return `Every account of ${unit ?? "Root"} has what follows, from the root down.`;
  const subject = `${account.name} (${account.accountId})`;
  if (isManagement) {
    return `${subject} is the management account: no control and no policy of the organization reaches it.`;
  }
  if (unit === null) {
    return `${subject} is in no unit that the data names: what follows is the root's, its unit may add to it.`;
  }
  return `${subject} inherits from ${levels.map(({ level }) => level).join(" -> ")}.`;
}

function renderLevel(
  { level, guardrails, policies }: Level,
  width: number,
  colors: Context["colors"],
): string {
  if (guardrails.length === 0) return `${colors.bold(level)}\n  nothing of its own`;
  const lines = guardrails.flatMap(({ name, source, what, why, link }) => [
    `  ${colors.bold(name)}`,
    wrap(source, width, "    "),
    wrap(what, width, "    "),
    wrap(`because: ${why}`, width, "    "),
    ...(link === undefined ? [] : [`    ${colors.dim(link)}`]),
  ]);
  const attached = policies.map(({ type, number, characters, most, names }) =>
    wrap(`${type} policy ${number}, ${characters} of ${most} characters: ${names.join(", ")}`, width, "  "),
  );
  return [
    colors.bold(level),
    ...lines,
    ...(attached.length === 0 ? [] : ["  attached as", ...attached]),
  ].join("\n");
}
