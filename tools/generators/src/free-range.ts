import ipaddr from "ipaddr.js";

interface Range {
  readonly first: number;
  /** First address after it. */
  readonly end: number;
  readonly prefix: number;
}

/** A team's block in the address plan of the environments. */
const BLOCK_PREFIX = 16;

/**
 * The first range in the block of `like` that is as large as `like` and overlaps none of `taken`; undefined when the
 * block is full. The block is the /16 that `like` lies in.
 */
export function freeRange(like: string, taken: readonly string[]): string | undefined {
  const wanted = readRange(like);
  const size = wanted.end - wanted.first;
  const block = rangeAt(wanted.first - (wanted.first % 2 ** (32 - BLOCK_PREFIX)), BLOCK_PREFIX);
  const others = taken.map(readRange);
  for (let first = block.first; first + size <= block.end; first += size) {
    if (others.every((other) => other.end <= first || first + size <= other.first)) {
      return formatRange(first, wanted.prefix);
    }
  }
  return undefined;
}

/** The block that `range` lies in: `10.0.0.0/16`. */
export function blockOf(range: string): string {
  const { first } = readRange(range);
  return formatRange(first - (first % 2 ** (32 - BLOCK_PREFIX)), BLOCK_PREFIX);
}

const rangeAt = (first: number, prefix: number): Range => ({
  first,
  end: first + 2 ** (32 - prefix),
  prefix,
});

function readRange(text: string): Range {
  const [address, prefix] = ipaddr.IPv4.parseCIDR(text);
  return rangeAt(
    address.octets.reduce((number, octet) => number * 256 + octet, 0),
    prefix,
  );
}

function formatRange(first: number, prefix: number): string {
  const octets = [24, 16, 8, 0].map((bits) => Math.floor(first / 2 ** bits) % 256);
  return `${octets.join(".")}/${prefix}`;
}
