import { quote } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";
import { IPv4 } from "ipaddr.js";

/** Largest and smallest VPC that the plan fits, as prefix lengths: AWS's largest, and one whose public subnets are /27. */
export const VPC_PREFIX = { largest: 16, smallest: 23 } as const;

/** How many subnets of /64 there are in the /56 that AWS gives a VPC. */
export const IPV6_SUBNETS = 256;

/** More zones would leave no range to grow into. */
const MOST_ZONES = 3;

/** The address ranges of one Availability Zone. */
export interface ZoneRanges {
  /** `use1-az1` */
  readonly zoneId: string;
  /** Half of the zone's range, for instances. */
  readonly private: string;
  /** A quarter, for load balancers and NAT gateways. */
  readonly public: string;
  /** An eighth, for databases and caches. */
  readonly data: string;
  /** Which of the VPC's 256 IPv6 ranges of /64 a tier's subnet has, where the VPC has IPv6. */
  readonly ipv6: { readonly private: number; readonly public: number; readonly data: number };
}

/**
 * Divides a VPC among Availability Zones:
 *
 *     VPC  ├── zone 1 ──┬── zone 2 ──┬── zone 3 ──┬── free: a fourth zone, or a tier nobody thought of
 *     zone ├── private ────────┬── public ──┬─ data ─┬─ free
 *
 * Every zone is one range, so that one route or rule can mean all of it, and no range moves when the free ones fill up.
 * IPv6 is divided alike: AWS gives a VPC 256 ranges of /64, and a subnet is always one of them, so that a tier begins
 * with its subnet and has the rest of its share free.
 *
 * @throws UserError when `cidr` is no IPv4 range of /16 to /23
 */
export function planSubnets(cidr: string, zoneIds: readonly string[]): ZoneRanges[] {
  assertVpcRange(cidr);
  if (zoneIds.length > MOST_ZONES) {
    throw new UserError(`a VPC is planned for at most ${MOST_ZONES} zones, got ${zoneIds.join(", ")}`);
  }
  return zoneIds.map((zoneId, index) => {
    const zone = subrange(cidr, 2, index);
    return {
      zoneId,
      private: subrange(zone, 1, 0),
      public: subrange(zone, 2, 2),
      data: subrange(zone, 3, 6),
      ipv6: ipv6Indices(index),
    };
  });
}

function ipv6Indices(zoneIndex: number): ZoneRanges["ipv6"] {
  const zone = IPV6_SUBNETS / 4;
  const start = zoneIndex * zone;
  return { private: start, public: start + zone / 2, data: start + (zone / 4) * 3 };
}

/** The `index`-th of the 2^`bits` equal parts of an IPv4 range: Terraform's `cidrsubnet`. */
export function subrange(cidr: string, bits: number, index: number): string {
  const [network, length] = IPv4.parseCIDR(cidr);
  const partLength = length + bits;
  const start = toNumber(network) + index * 2 ** (32 - partLength);
  return `${toAddress(start)}/${partLength}`;
}

function assertVpcRange(cidr: string): void {
  const { largest, smallest } = VPC_PREFIX;
  const allowed = `a VPC is an IPv4 range of /${largest} to /${smallest} that begins at its first address`;
  if (!IPv4.isValidCIDRFourPartDecimal(cidr)) throw new UserError(`${quote(cidr)} is no range, ${allowed}`);
  const [, length] = IPv4.parseCIDR(cidr);
  const canonical = `${IPv4.networkAddressFromCIDR(cidr).toString()}/${length}`;
  if (canonical !== cidr) throw new UserError(`${quote(cidr)} is not exact, ${allowed}: use ${canonical}`);
  if (length < largest || length > smallest) throw new UserError(`${quote(cidr)} does not fit, ${allowed}`);
}

const toNumber = (address: IPv4): number => address.octets.reduce((sum, octet) => sum * 256 + octet, 0);

const toAddress = (value: number): string =>
  new IPv4([24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256)).toString();
