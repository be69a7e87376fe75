import type { Violation } from "./rule";

interface Addressed {
  readonly address: string;
}

/** What is wrong with each of some blocks, where something is. */
export function violationsOf<One extends Addressed>(
  blocks: readonly One[],
  problem: (block: One) => string | undefined,
): Violation[] {
  return blocks.flatMap((block) => {
    const message = problem(block);
    return message === undefined ? [] : [{ address: block.address, message }];
  });
}
