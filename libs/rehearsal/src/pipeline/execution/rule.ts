import { UserError } from "@tagform/outcome";

/**
 * Whether a rule VariableCheck holds; variables in its configuration have their values already.
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference-VariableCheck.html
 *
 * @throws UserError for an operator that a rehearsal does not know
 */
export function ruleHolds(configuration: Readonly<Record<string, string>>, where: string): boolean {
  const { Variable: variable, Value: value, Operator: operator = "" } = configuration;
  if (variable === undefined || value === undefined) {
    throw new UserError(`${where}: needs Variable, Value and Operator`);
  }
  switch (operator) {
    case "EQ":
      return variable === value;
    case "NE":
      return variable !== value;
    case "CONTAINS":
      return variable.includes(value);
    case "MATCHES":
      return new RegExp(value).test(variable);
    default:
      throw new UserError(`${where}: operator "${operator}" is unknown, only EQ, NE, CONTAINS, MATCHES`);
  }
}
