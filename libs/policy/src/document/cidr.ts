interface Range {
  readonly first: number;
  readonly last: number;
}

/** Addresses of an IPv4 range in CIDR form; undefined for anything else. */
function rangeOf(cidr: string): Range | undefined {
  const [, address = "", bits = ""] = /^(\d+\.\d+\.\d+\.\d+)\/(\d+)$/.exec(cidr) ?? [];
  if (address === "") return undefined;
  const size = 2 ** (32 - Number(bits));
  const start = address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  const first = start - (start % size);
  return { first, last: first + size - 1 };
}

/** Whether all addresses of `inner` are in `outer`; equal texts are, also of IPv6. */
export function isWithin(inner: string, outer: string): boolean {
  const [one, other] = [rangeOf(inner), rangeOf(outer)];
  if (one === undefined || other === undefined) return inner === outer;
  return other.first <= one.first && one.last <= other.last;
}

/** Anybody: all of IPv4 or of IPv6. */
export const isAnywhere = (cidr: string): boolean => cidr === "0.0.0.0/0" || cidr === "::/0";
