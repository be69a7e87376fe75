import { type ProcessOnMachine } from "./machine";

/** Which run holds a lock: what is needed to ask whether it still lives. */
export interface RunLabel {
  /** Name of the run directory: `20261121T113417Z-dev-us-east-1-research`. */
  readonly run: string;
  /** Path of the run directory, for whoever goes on with it; absent in CodeBuild, where it is gone with the build. */
  readonly directory?: string;
  /** Id of the CodeBuild build: `tagform-dev-apply:5f0c...`. */
  readonly build?: string;
  /** Id of the pipeline execution. */
  readonly execution?: string;
  /** The terraform process; absent in CodeBuild and where a machine does not tell. */
  readonly process?: ProcessOnMachine;
}

const NAME = "tagform";
const PARTS = ["run", "directory", "build", "execution"] as const;
const PROCESS_PARTS = ["machine", "boot", "namespace", "started"] as const;

/** `tagform run=20261121T113417Z-dev-us-east-1-research build=...`: one line, as terraform shows it. */
export function formatRunLabel(label: RunLabel): string {
  const words = PARTS.flatMap((part) => word(part, label[part]));
  const { process: held } = label;
  if (held !== undefined) {
    words.push(
      ...word("process", String(held.pid)),
      ...PROCESS_PARTS.flatMap((part) => word(part, held[part])),
    );
  }
  return [NAME, ...words].join(" ");
}

/** The inverse of {@link formatRunLabel}; undefined for what is no label, or one of a program that is newer. */
export function parseRunLabel(text: string): RunLabel | undefined {
  const [name, ...words] = text.split(" ");
  const parts = new Map(words.map((one) => readWord(one)));
  const run = parts.get("run");
  if (name !== NAME || run === undefined) return undefined;
  const held = readProcess(parts);
  const optional = PARTS.flatMap((part) => {
    const value = parts.get(part);
    return value === undefined ? [] : [[part, value] as const];
  });
  return { run, ...Object.fromEntries(optional), ...(held === undefined ? {} : { process: held }) };
}

function word(name: string, value: string | undefined): string[] {
  return value === undefined ? [] : [`${name}=${encodeURI(value)}`];
}

function readWord(text: string): readonly [string, string] {
  const at = text.indexOf("=");
  try {
    return [text.slice(0, at), decodeURI(text.slice(at + 1))];
  } catch {
    return [text.slice(0, at), ""];
  }
}

function readProcess(parts: ReadonlyMap<string, string>): ProcessOnMachine | undefined {
  const pid = Number(parts.get("process"));
  const [machine, boot, namespace, started] = PROCESS_PARTS.map((part) => parts.get(part));
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  if (boot === undefined || namespace === undefined || started === undefined) return undefined;
  return { pid, boot, namespace, started, ...(machine === undefined ? {} : { machine }) };
}
