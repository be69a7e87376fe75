import ipaddr from "ipaddr.js";

/** An IPv4 range. */
export interface Cidr {
  /** First address as a number. */
  readonly first: number;
  readonly prefix: number;
  /** The range as it should be written, `10.0.0.0/16`. */
  readonly text: string;
}

// The parser below also reads octal, hexadecimal and shortened addresses, which AWS refuses.
const DOTTED = /^(?:(?:0|[1-9][0-9]{0,2})\.){3}(?:0|[1-9][0-9]{0,2})\/(?:0|[1-9][0-9]?)$/;

/** Reads `10.0.0.0/16`; undefined when the text is no IPv4 range. An address inside the range stands for the range. */
export function readCidr(text: string): Cidr | undefined {
  const parsed = DOTTED.test(text) ? parse(text) : undefined;
  if (parsed === undefined) return undefined;
  const [{ octets }, prefix] = parsed;
  const address = octets.reduce((number, octet) => number * 256 + octet, 0);
  const first = address - (address % sizeOf(prefix));
  if (first === address) return { first, prefix, text };
  return { first, prefix, text: `${ipaddr.IPv4.networkAddressFromCIDR(text).toString()}/${prefix}` };
}

/** Once: its question whether the text is valid would cost as much again, for each of thousands of ranges. */
function parse(text: string): [ipaddr.IPv4, number] | undefined {
  try {
    return ipaddr.IPv4.parseCIDR(text);
  } catch {
    return undefined;
  }
}

const sizeOf = (prefix: number): number => 2 ** (32 - prefix);

export function contains(outer: Cidr, inner: Cidr): boolean {
  const end = outer.first + sizeOf(outer.prefix);
  return inner.first >= outer.first && inner.first + sizeOf(inner.prefix) <= end;
}

const PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].flatMap((text) => readCidr(text) ?? []);

export const isPrivate = (range: Cidr): boolean => PRIVATE.some((outer) => contains(outer, range));
