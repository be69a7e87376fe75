import { assertNoIssues, type Issue, UserError } from "@tagform/outcome";
import { parse } from "yaml";

/** The phases of a build that run commands, in their order. */
export const PHASES = ["install", "pre_build", "build", "post_build"] as const;

export type PhaseName = (typeof PHASES)[number];

export interface Phase {
  readonly commands: readonly string[];
  /** Run whatever became of the commands. */
  readonly finally: readonly string[];
}

/** Files that a build hands on. */
export interface ArtifactFiles {
  /** Globs, from `baseDirectory`. */
  readonly files: readonly string[];
  readonly exclude: readonly string[];
  /** From the folder of the primary source. */
  readonly baseDirectory: string;
}

/** A buildspec of version 0.2, as far as a rehearsal runs it. */
export interface Buildspec {
  readonly shell: "bash" | "sh";
  readonly variables: Readonly<Record<string, string>>;
  readonly exported: readonly string[];
  readonly phases: Partial<Record<PhaseName, Phase>>;
  readonly artifacts: ArtifactFiles | undefined;
  readonly secondaryArtifacts: Readonly<Record<string, ArtifactFiles>>;
}

type Fields = Readonly<Record<string, unknown>>;

const TOP = ["version", "env", "phases", "artifacts", "reports", "cache"];
const ENV = ["shell", "variables", "exported-variables", "git-credential-helper"];
const PHASE = ["commands", "finally", "runtime-versions"];
const ARTIFACT = ["files", "exclude-paths", "base-directory", "name"];
const REPORT = ["files", "file-format", "base-directory", "discard-paths"];
const CACHE = ["paths", "key", "fallback-keys"];
const VARIABLE = /^[A-Za-z_]\w*$/;

/**
 * Reads a buildspec. What CodeBuild knows and a rehearsal does not is an issue like what neither knows.
 * https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html
 *
 * @param name - whose it is, for messages
 * @throws UserError with all issues
 */
export function parseBuildspec(text: string, name: string): Buildspec {
  const reader = new Reader();
  const buildspec = reader.buildspec(parseYaml(text, name));
  assertNoIssues(`buildspec of ${name}`, reader.issues);
  return buildspec;
}

function parseYaml(text: string, name: string): unknown {
  try {
    return parse(text, { uniqueKeys: true, schema: "core", version: "1.2" }) as unknown;
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new UserError(`buildspec of ${name} is no YAML: ${problem.trim()}`, { cause });
  }
}

class Reader {
  public readonly issues: Issue[] = [];

  public buildspec(value: unknown): Buildspec {
    const top = this.fields(value, "", TOP);
    if (String(top["version"]) !== "0.2") this.issue("version", `must be 0.2, got ${show(top["version"])}`);
    const env = this.fields(top["env"] ?? {}, "env", ENV);
    const phases = this.phases(top["phases"]);
    const { "secondary-artifacts": secondary = {}, ...primary } = this.fields(
      top["artifacts"] ?? {},
      "artifacts",
      [...ARTIFACT, "secondary-artifacts"],
    );
    this.each(top["reports"], "reports", REPORT);
    this.fields(top["cache"] ?? {}, "cache", CACHE);
    return {
      shell: this.shell(env["shell"]),
      variables: this.variables(env["variables"] ?? {}),
      exported: this.exported(env["exported-variables"] ?? []),
      phases,
      artifacts: Object.keys(primary).length === 0 ? undefined : this.artifact(primary, "artifacts"),
      secondaryArtifacts: Object.fromEntries(
        Object.entries(this.each(secondary, "artifacts.secondary-artifacts", ARTIFACT)).map(([id, each]) => [
          id,
          this.artifact(each, `artifacts.secondary-artifacts.${id}`),
        ]),
      ),
    };
  }

  private phases(value: unknown): Buildspec["phases"] {
    const phases = this.fields(value, "phases", PHASES);
    const read = PHASES.filter((name) => phases[name] !== undefined).map((name) => {
      const path = `phases.${name}`;
      const phase = this.fields(phases[name], path, PHASE);
      const commands = this.texts(phase["commands"], `${path}.commands`);
      return [name, { commands, finally: this.texts(phase["finally"] ?? [], `${path}.finally`) }] as const;
    });
    return Object.fromEntries(read);
  }

  private artifact(fields: Fields, path: string): ArtifactFiles {
    const { "base-directory": base = "." } = fields;
    const baseDirectory = typeof base === "string" ? base : "";
    if (baseDirectory === "") this.issue(`${path}.base-directory`, `must be text, got ${show(base)}`);
    const files = this.texts(fields["files"], `${path}.files`);
    if (files.length === 0) this.issue(`${path}.files`, "must name at least one file");
    const exclude = this.texts(fields["exclude-paths"] ?? [], `${path}.exclude-paths`);
    return { files, exclude, baseDirectory };
  }

  private shell(value: unknown): Buildspec["shell"] {
    if (value === undefined || value === "/bin/sh") return "sh";
    if (value !== "bash") this.issue("env.shell", `must be bash or /bin/sh, got ${show(value)}`);
    return "bash";
  }

  private variables(value: unknown): Record<string, string> {
    const fields = this.fields(value, "env.variables");
    return Object.fromEntries(
      Object.entries(fields).map(([name, each]) => {
        this.variable(name, "env.variables");
        if (typeof each !== "string") this.issue(`env.variables.${name}`, `must be text, got ${show(each)}`);
        return [name, String(each)];
      }),
    );
  }

  private exported(value: unknown): string[] {
    const names = this.texts(value, "env.exported-variables");
    for (const name of names) this.variable(name, "env.exported-variables");
    return names;
  }

  private variable(name: string, path: string): void {
    if (!VARIABLE.test(name)) this.issue(path, `must be names of variables, got ${show(name)}`);
  }

  private each(value: unknown, path: string, known: readonly string[]): Record<string, Fields> {
    const entries = Object.entries(this.fields(value ?? {}, path));
    return Object.fromEntries(
      entries.map(([name, each]) => [name, this.fields(each, `${path}.${name}`, known)]),
    );
  }

  private fields(value: unknown, path: string, known?: readonly string[]): Fields {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      this.issue(path, `must have keys, got ${show(value)}`);
      return {};
    }
    for (const key of Object.keys(value)) {
      if (known?.includes(key) === false) {
        this.issue(
          path === "" ? key : `${path}.${key}`,
          `is unknown to a rehearsal, only ${known.join(", ")}`,
        );
      }
    }
    return value as Fields;
  }

  private texts(value: unknown, path: string): string[] {
    if (Array.isArray(value) && value.every((each) => typeof each === "string")) return value;
    this.issue(path, `must be a list of text, got ${show(value)}`);
    return [];
  }

  private issue(path: string, message: string): void {
    this.issues.push({ path: path === "" ? "the whole" : path, message });
  }
}

const show = (value: unknown): string => (value === undefined ? "nothing" : JSON.stringify(value));
