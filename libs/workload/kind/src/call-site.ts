import { existsSync, readFileSync } from "node:fs";
import { SourceMap, type SourceMapPayload } from "node:module";
import { dirname, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** A place in what runs, which is a bundle. Line and column count from 1. */
export interface Frame {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A place in the TypeScript sources. */
export interface Site {
  /** Absolute path. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
}

/** From cdktf's base class over a resource and its own subclasses to who creates it. */
const DEPTH = 8;

/**
 * The calls above `callee`, the innermost first. Cheap: few frames, and none is looked up in a source map before
 * {@link siteOf} is asked.
 */
export function callFrames(callee: (...words: never[]) => unknown): readonly Frame[] {
  // Put back below as it was, and never called here.
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const { stackTraceLimit, prepareStackTrace } = Error;
  const holder: { stack?: unknown } = {};
  Error.stackTraceLimit = DEPTH;
  Error.prepareStackTrace = (_, calls) => calls.map((call) => new Call(call));
  try {
    Error.captureStackTrace(holder, callee);
    return Array.isArray(holder.stack) ? (holder.stack as readonly Frame[]) : [];
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    Error.prepareStackTrace = prepareStackTrace;
  }
}

/** Counts lines when it is asked: V8 would parse the caller once more for them. */
class Call implements Frame {
  public constructor(private readonly call: NodeJS.CallSite) {}

  public get file(): string {
    return this.call.getFileName() ?? "";
  }

  public get line(): number {
    return this.call.getLineNumber() ?? 1;
  }

  public get column(): number {
    return this.call.getColumnNumber() ?? 1;
  }
}

/**
 * The innermost of the frames that lies in TypeScript of this workspace, not in a package. Reads the source maps beside
 * the bundles, once each: only for what is reported.
 */
export function siteOf(frames: readonly Frame[]): Site | undefined {
  for (const frame of frames) {
    const site = sourceOf(frame);
    if (site?.file.endsWith(".ts") && !site.file.includes(`${sep}node_modules${sep}`)) return site;
  }
  return undefined;
}

function sourceOf({ file: name, line, column }: Frame): Site | undefined {
  const file = name.startsWith("file:") ? fileURLToPath(name) : name;
  if (file.endsWith(".ts")) return { file, line };
  const entry = mapOf(file)?.findEntry(line - 1, column - 1);
  if (entry === undefined || !("originalSource" in entry)) return undefined;
  return { file: resolve(dirname(file), entry.originalSource), line: entry.originalLine + 1 };
}

const maps = new Map<string, SourceMap | undefined>();

function mapOf(file: string): SourceMap | undefined {
  if (!maps.has(file)) maps.set(file, readMap(`${file}.map`));
  return maps.get(file);
}

function readMap(file: string): SourceMap | undefined {
  if (!existsSync(file)) return undefined;
  return new SourceMap(JSON.parse(readFileSync(file, "utf8")) as SourceMapPayload);
}
