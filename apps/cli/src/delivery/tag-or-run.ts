import { UserError } from "@tagform/outcome";

export interface TagOrRunOptions {
  readonly run?: string;
}

/** Which of the two it is. */
export type Chosen =
  { readonly tag: string; readonly run?: never } | { readonly run: string; readonly tag?: never };

/** A step's command gets a tag, to deliver its commit up to that step, or a run directory, to do that step alone. */
export function tagOrRun(tag: string | undefined, { run }: TagOrRunOptions): Chosen {
  if (tag !== undefined && run === undefined) return { tag };
  if (tag === undefined && run !== undefined) return { run };
  const got = tag === undefined ? "neither" : "both";
  throw new UserError(`give a tag or --run <dir>, got ${got}`);
}
