import { readFile } from "node:fs/promises";

import { convertText } from "@tagform/hcl";
import { UserError } from "@tagform/outcome";

import type { Register } from "../command";

export const registerConvert: Register = (program, context, run) => {
  program
    .command("convert")
    .description("print the native HCL of Terraform JSON files (any cdktf output); warnings go to stderr")
    .argument("<file.tf.json...>", "files that cdktf or another program wrote in Terraform's JSON syntax")
    .action(
      run(async (files: string[]) => {
        for (const file of files) {
          const { hcl, warnings } = convertText(await read(file), file);
          context.print(hcl.trimEnd());
          for (const { address, path, message } of warnings) {
            context.note(`${file}: ${address}: ${path}: ${message}`);
          }
        }
        return undefined;
      }),
    );
};

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw new UserError(`cannot read ${file}: ${(cause as Error).message}`, { cause });
  }
}
