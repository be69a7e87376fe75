import { EXIT } from "@tagform/outcome";
import { doctor, formatDoctor } from "@tagform/toolchain";

import type { Register } from "../command";

export const registerDoctor: Register = (program, context, run) => {
  program
    .command("doctor")
    .description("tell which tools and versions are found, from where, and what to do about what is missing")
    .option("--json", "print one JSON object")
    .action(
      run(async (options: { json?: true }) => {
        const { root, env, node } = context;
        const report = await doctor({
          root,
          path: env["PATH"] ?? "",
          env,
          nodeVersion: node.version,
          nodePath: node.path,
        });
        context.print(options.json ? JSON.stringify(report, undefined, 2) : formatDoctor(report).join("\n"));
        return report.ok ? EXIT.ok : EXIT.error;
      }),
    );
};
