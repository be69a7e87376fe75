import { UserError } from "@tagform/outcome";

const AWS_PLUGIN = /^plugin "aws" \{\n(?:[ \t].*\n|\n)*\}\n?/m;

/**
 * tflint's configuration without its AWS rule set: tflint refuses to start when a plugin is configured that is
 * not installed, even one with `enabled = false`.
 *
 * @throws UserError if the configuration has no block `plugin "aws"` that stands at the start of a line
 */
export function withoutAwsRuleSet(config: string): string {
  if (!AWS_PLUGIN.test(config)) {
    throw new UserError(
      'the tflint configuration has no block plugin "aws" of its own lines, as terraform fmt would lay it out',
    );
  }
  return config.replace(AWS_PLUGIN, "");
}
