import { readFile } from "node:fs/promises";

import { UserError } from "@tagform/outcome";

import type { Register } from "../command";

export const registerConvert: Register = (program, context, run) => {
  program
    .command("convert")
    .description("print the native HCL of Terraform JSON files (any cdktf output); warnings go to stderr")
    .argument("<file.tf.json...>", "files that cdktf or another program wrote in Terraform's JSON syntax")
    .option("--json", "print one JSON array: file, hcl and warnings of each")
    .action(
      run(async (files: string[], options: { json?: true }) => {
        // Loaded here: it brings the schema of the provider along, which other commands do not need.
        const { convertText } = await import("@tagform/hcl");
        const converted = await Promise.all(
          files.map(async (file) => ({ file, ...convertText(await read(file), file) })),
        );
        if (options.json) context.print(JSON.stringify(converted, undefined, 2));
        else for (const { hcl } of converted) context.print(hcl.trimEnd());
        for (const { file, warnings } of converted) {
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
