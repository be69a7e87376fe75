import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { UserError } from "@tagform/outcome";
import { InterruptedError, run } from "@tagform/toolchain";

import { unzipTo } from "../build/zip";
import { type FunctionDefinition } from "../definition/function-definition";
import { type RoleSessions } from "../front/role-sessions";

export interface DispatchFunctionOptions {
  readonly definition: FunctionDefinition;
  readonly roles: RoleSessions;
  /** Folder of the synthesized stack, which the function's package lies in. Absolute. */
  readonly stack: string;
  /** New folder for the unpacked function. Absolute. */
  readonly directory: string;
  /** Path of the Node.js that runs it. */
  readonly node: string;
  readonly machine: Readonly<Record<string, string>>;
  readonly onLine: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Calls the handler as Lambda does, once, with an event that says nothing. */
const CALL = `
const [file, name] = process.argv.slice(-2);
import(file).then((module) => (module[name] ?? module.default[name])({ source: "tagform.rehearsal" }, {}));
process.on("unhandledRejection", (problem) => {
  console.error(problem);
  process.exit(1);
});
`;

/** The function that dispatches deliveries, from the package that the stack deploys. */
export class DispatchFunction {
  private constructor(
    private readonly options: DispatchFunctionOptions,
    private readonly entry: string,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  /** @throws UserError if its package is not there or lacks the handler's file */
  public static async install(options: DispatchFunctionOptions): Promise<DispatchFunction> {
    const { definition, roles, stack, directory, machine } = options;
    const { name, arn: sourceArn, roleArn, handler, file } = definition;
    await unzipTo(directory, await readFile(join(stack, file)), `package of ${name}`);
    const [module = ""] = handler.split(".");
    const entry = [`${module}.mjs`, `${module}.js`, `${module}.cjs`]
      .map((each) => join(directory, each))
      .find((each) => existsSync(each));
    if (entry === undefined) throw new UserError(`the package of ${name} has no ${module}.mjs or .js`);
    const session = await roles.begin({ roleArn, service: "lambda.amazonaws.com", sourceArn, step: name });
    return new DispatchFunction(options, entry, {
      ...machine,
      ...session.environment,
      AWS_LAMBDA_FUNCTION_NAME: name,
      ...definition.environment,
    });
  }

  /** One invocation. @throws UserError if it fails */
  public async invoke(): Promise<void> {
    const { definition, node, directory, onLine, signal } = this.options;
    const name = definition.handler.slice(definition.handler.indexOf(".") + 1);
    const { exitCode, interrupted, stderr } = await run(node, ["-e", CALL, this.entry, name], {
      cwd: directory,
      env: this.environment,
      ownGroup: true,
      onLine,
      signal,
    });
    if (interrupted) throw new InterruptedError(`interrupted in ${definition.name}`);
    if (exitCode === 0) return;
    throw new UserError(`function ${definition.name} failed: ${stderr.trim().slice(-1000)}`);
  }
}
