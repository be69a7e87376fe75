import { existsSync, readFileSync } from "node:fs";
import { SourceMap, type SourceMapPayload } from "node:module";
import { dirname, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** A call in what runs, which is a bundle. It counts lines when it is asked: V8 would parse the caller once more. */
export type Frame = NodeJS.CallSite;

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
  Error.prepareStackTrace = (_, calls) => calls;
  try {
    Error.captureStackTrace(holder, callee);
    return Array.isArray(holder.stack) ? (holder.stack as readonly Frame[]) : [];
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    Error.prepareStackTrace = prepareStackTrace;
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

function sourceOf(frame: Frame): Site | undefined {
  const name = frame.getFileName() ?? "";
  const [line, column] = [frame.getLineNumber() ?? 1, frame.getColumnNumber() ?? 1];
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
