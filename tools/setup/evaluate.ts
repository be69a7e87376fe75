import { execFileSync, spawnSync } from "node:child_process";
import path from "node:path";

/** The value of an expression in which the exports of `module`, a file of this folder, can be used; for specs. */
export function evaluate(
  module: string,
  expression: string,
  values: Readonly<Record<string, unknown>> = {},
): unknown {
  const program = `
    import * as all from ${JSON.stringify(path.join(__dirname, module))};
    const { ${Object.keys(values).join(", ")} } = ${JSON.stringify(values)};
    console.log("\\n" + JSON.stringify({ value: await (${expression}) }));
  `;
  const output = execFileSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" });
  return (JSON.parse(output.trim().split("\n").at(-1) ?? "{}") as { value?: unknown }).value;
}

/** Runs a program of ES module code and returns how it ended. */
export function runModule(program: string): { exitCode: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", program], {
    encoding: "utf8",
  });
  return { exitCode: status, output: `${stdout}${stderr}` };
}
