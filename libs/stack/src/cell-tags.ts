import type { Cell } from "@tagform/deployment";

/** The tags of everything in a cell: who owns it, and which repository to go to for a change. */
export function cellTags({ environment, scope, team }: Cell, repository: string): Record<string, string> {
  return { environment, scope, team, repository, "managed-by": "tagform" };
}
