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

const PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

/** Reads `10.0.0.0/16`; undefined when the text is no IPv4 range. An address inside the range stands for the range. */
export function readCidr(text: string): Cidr | undefined {
  if (!DOTTED.test(text) || !ipaddr.IPv4.isValidCIDR(text)) return undefined;
  const network = ipaddr.IPv4.networkAddressFromCIDR(text);
  const [, prefix] = ipaddr.IPv4.parseCIDR(text);
  const first = network.octets.reduce((number, octet) => number * 256 + octet, 0);
  return { first, prefix, text: `${network.toString()}/${prefix}` };
}

export function contains(outer: Cidr, inner: Cidr): boolean {
  const end = outer.first + 2 ** (32 - outer.prefix);
  return inner.first >= outer.first && inner.first + 2 ** (32 - inner.prefix) <= end;
}

export function isPrivate(range: Cidr): boolean {
  return PRIVATE.some((text) => {
    const outer = readCidr(text);
    return outer !== undefined && contains(outer, range);
  });
}
