import { Argument } from "commander";

import type { Register } from "../command";
import { checkoutSources } from "../completion/checkout-sources";
import { complete, completionLines } from "../completion/complete";
import { SCRIPTS, type Shell, SHELLS } from "../completion/scripts";

export const registerCompletion: Register = (program, context, run) => {
  program
    .command("completion")
    .description("print the completion script of a shell; source it in the shell's start file")
    .addArgument(new Argument("<shell>", "the shell that reads it").choices(SHELLS))
    .addHelpText("after", INSTALL)
    .action(
      run((shell: Shell) => {
        context.print(SCRIPTS[shell].trimEnd());
        return undefined;
      }),
    );
};

const INSTALL = `
bash:  tagform completion bash > ~/.local/share/bash-completion/completions/tagform
zsh:   tagform completion zsh > "\${fpath[1]}/_tagform"
fish:  tagform completion fish > ~/.config/fish/completions/tagform.fish`;

/** What the scripts call at every Tab; hidden, because people do not. */
export const registerComplete: Register = (program, context, run) => {
  program
    .command("complete", { hidden: true })
    .description("print the candidates for the last of the words, one per line")
    .argument("[word...]", "the words after tagform up to the cursor")
    .action(
      run(async (words: string[]) => {
        const sources = checkoutSources(context, words.at(-1) ?? "");
        const lines = completionLines(await complete(program, words, sources));
        if (lines.length > 0) context.print(lines.join("\n"));
        return undefined;
      }),
    );
};
