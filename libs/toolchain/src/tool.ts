export const TOOL_NAMES = [
  "git",
  "npm",
  "python",
  "terraform",
  "tflint",
  "checkov",
  "moto_server",
  "go",
] as const;

export type ToolName = (typeof TOOL_NAMES)[number];

/** A program that was found and has a version that will do. */
export interface Tool {
  readonly name: ToolName;
  /** What it calls itself: the tool `terraform` may be `tofu`. */
  readonly product: string;
  /** Absolute. */
  readonly path: string;
  /** `MAJOR.MINOR.PATCH`. */
  readonly version: string;
  /** `checkout`: set-up installed it into `<checkout>/.tagform`; `path`: it was on the PATH. */
  readonly origin: "path" | "checkout";
}

/** A program that was not found, or only in a version that will not do. */
export interface MissingTool {
  readonly name: ToolName;
  /** What is wrong: `terraform 1.5.7 at /usr/bin/terraform is too old, it must be at least 1.10.0`. */
  readonly problem: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** Where tools are looked for. */
export interface ToolPlace {
  /** The checkout, whose `.tagform` folder is searched first. Absolute. */
  readonly root: string;
  /** The PATH, as the program's main received it. */
  readonly path: string;
}

export function isMissing(tool: Tool | MissingTool): tool is MissingTool {
  return "problem" in tool;
}
