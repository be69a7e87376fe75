/** A top-level block of a configuration. */
interface Block {
  readonly address: string;
  readonly line: number;
}

const HEADER = /^([a-z_]+)((?: "[^"]*")*) \{/;
const LABEL = /"([^"]*)"/g;
const HEREDOC = /<<-?([A-Za-z_][A-Za-z0-9_]*)\s*$/;

/**
 * Finds the blocks of a configuration that is laid out as `terraform fmt` does: top-level blocks begin at the start of
 * a line. The tools name things differently; the line of a finding leads to one address for all of them.
 */
export class BlockIndex {
  private readonly blocks: readonly Block[];

  public constructor(configuration: string) {
    this.blocks = findBlocks(configuration.split("\n"));
  }

  /** Address of the block that a line, counted from 1, belongs to; undefined before the first one. */
  public addressAt(line: number): string | undefined {
    return this.blocks.findLast((block) => block.line <= line)?.address;
  }

  /** First line of the block with that address, or of the data source that has it after `data.`. */
  public lineOf(address: string): number | undefined {
    return this.blocks.find((block) => block.address === address || block.address === `data.${address}`)
      ?.line;
  }
}

function findBlocks(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  let heredoc: string | undefined;
  for (const [index, line] of lines.entries()) {
    if (heredoc !== undefined) {
      if (line.trim() === heredoc) heredoc = undefined;
      continue;
    }
    const [, type, labels] = HEADER.exec(line) ?? [];
    if (type !== undefined) blocks.push({ address: addressOf(type, labels ?? ""), line: index + 1 });
    heredoc = HEREDOC.exec(line)?.[1];
  }
  return blocks;
}

function addressOf(type: string, labels: string): string {
  const names = [...labels.matchAll(LABEL)].map(([, name]) => name ?? "");
  const prefix = { resource: [], variable: ["var"] }[type] ?? [type];
  return [...prefix, ...names].join(".");
}
