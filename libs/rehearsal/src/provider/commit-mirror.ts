import { rm } from "node:fs/promises";
import { join } from "node:path";

import { type Cell, formatCell, stackName, type StateLocation } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";
import { commitProgram, runDirectory } from "@tagform/steps";
import { InterruptedError, run } from "@tagform/toolchain";

import { withoutAws } from "../embedded/environment";
import { stateText } from "../embedded/state-text";

export interface MirrorRequest {
  readonly cell: Cell;
  /** A run directory with its exported source. */
  readonly run: string;
  /** Where the state of the cell lies, if it has one. */
  readonly state: StateLocation;
  /** Asked when all else is known: address of the AWS with that state, undefined where there is none yet. */
  readonly stateAt: () => Promise<string | undefined>;
  /** Folder of the mirror, which is made or renewed. */
  readonly mirror: string;
}

/** The types that a rehearsal provider serves, by their Terraform names. */
export interface ServedTypes {
  readonly resources: readonly string[];
  readonly dataSources: readonly string[];
}

/** Makes the rehearsal provider serve what a run's commit and its state use, and returns that. */
export type WriteMirror = (request: MirrorRequest) => Promise<ServedTypes>;

export interface MirrorWriterOptions {
  /** Path of the Node.js that runs the commit's program and the provider. */
  readonly node: string;
  /** The ambient environment; nothing of AWS in it is passed on. */
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/**
 * Writes the mirror of the rehearsal provider from the tagged commit: its provider, the schemas of its
 * bindings, for the types that its configuration uses and those that are left in the state.
 */
export function commitMirrorWriter(options: MirrorWriterOptions): WriteMirror {
  return async ({ cell, run: directory, state, stateAt, mirror }) => {
    // Loaded when it is needed: it brings the bundler along.
    const provider = await import("@tagform/rehearsal-provider");
    const folder = await synthesize(cell, directory, options);
    try {
      const configured = await provider.typesOfConfiguration([join(folder, stackName(cell))]);
      const endpoint = await stateAt();
      const inState = endpoint === undefined ? undefined : await stateText(endpoint, state);
      const types = provider.uniteTypes([
        configured,
        ...(inState === undefined ? [] : [provider.typesOfState(inState)]),
      ]);
      const workspaceRoot = runDirectory(directory).source;
      await provider.writeRehearsalMirror({
        mirrorDirectory: mirror,
        workspaceRoot,
        types,
        nodePath: options.node,
      });
      return types;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}

/** The configuration, only to see which types it uses; verify synthesizes what is verified. */
async function synthesize(cell: Cell, directory: string, options: MirrorWriterOptions): Promise<string> {
  const { node, env, signal } = options;
  const folder = join(directory, "rehearsed-types");
  const args = [commitProgram(directory), "synth", formatCell(cell), "--out", folder];
  const { exitCode, interrupted, stderr } = await run(node, args, {
    cwd: runDirectory(directory).source,
    env: withoutAws(env),
    ownGroup: true,
    signal,
  });
  if (interrupted) throw new InterruptedError("interrupted while the rehearsal provider was prepared");
  if (exitCode === 0) return folder;
  throw new UserError(`the tagged commit cannot synthesize ${formatCell(cell)}:\n${stderr.trim()}`);
}
