import fc from "fast-check";
import { IPv4 } from "ipaddr.js";

import { IPV6_SUBNETS, planSubnets, subrange, VPC_PREFIX } from "./subnet-plan";

const ZONES = ["use1-az1", "use1-az2", "use1-az4"];

test("a /16 is divided as drawn", () => {
  expect(planSubnets("10.0.0.0/16", ZONES)).toEqual([
    {
      zoneId: "use1-az1",
      ...{ private: "10.0.0.0/19", public: "10.0.32.0/20", data: "10.0.48.0/21" },
      ipv6: { private: 0, public: 32, data: 48 },
    },
    {
      zoneId: "use1-az2",
      ...{ private: "10.0.64.0/19", public: "10.0.96.0/20", data: "10.0.112.0/21" },
      ipv6: { private: 64, public: 96, data: 112 },
    },
    {
      zoneId: "use1-az4",
      ...{ private: "10.0.128.0/19", public: "10.0.160.0/20", data: "10.0.176.0/21" },
      ipv6: { private: 128, public: 160, data: 176 },
    },
  ]);
});

test("IPv6 is divided as IPv4 is: each tier begins at the same share of the VPC", () => {
  for (const { ipv6, ...ranges } of planSubnets("10.0.0.0/16", ZONES)) {
    for (const tier of ["private", "public", "data"] as const) {
      const [, , third] = IPv4.parseCIDR(ranges[tier])[0].octets;
      expect(ipv6[tier]).toBe(third);
    }
  }
});

test("the smallest VPC still has public subnets that a load balancer accepts, /27", () => {
  expect(planSubnets("10.1.2.0/23", ZONES).map((zone) => zone.public)).toEqual([
    "10.1.2.64/27",
    "10.1.2.192/27",
    "10.1.3.64/27",
  ]);
});

test.each([
  ["10.0.0.0/24", '"10.0.0.0/24" does not fit, a VPC is an IPv4 range of /16 to /23'],
  ["10.0.0.0/8", '"10.0.0.0/8" does not fit'],
  ["10.0.1.0/16", '"10.0.1.0/16" is not exact'],
  ["10.0.0.0/16x", '"10.0.0.0/16x" is no range'],
  ["fd00::/16", '"fd00::/16" is no range'],
])("%s is refused", (cidr, message) => {
  expect(() => planSubnets(cidr, ZONES)).toThrow(message);
});

test("subrange() is Terraform's cidrsubnet()", () => {
  expect(subrange("172.16.0.0/12", 4, 2)).toBe("172.18.0.0/16");
  expect(subrange("192.168.255.0/24", 8, 255)).toBe("192.168.255.255/32");
});

const anyVpc = fc
  .record({
    address: fc.nat({ max: 2 ** 32 - 1 }),
    length: fc.integer({ min: VPC_PREFIX.largest, max: VPC_PREFIX.smallest }),
  })
  .map(({ address, length }) => {
    const octets = [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256);
    return `${IPv4.networkAddressFromCIDR(`${octets.join(".")}/${length}`).toString()}/${length}`;
  });
const anyZones = fc.integer({ min: 1, max: ZONES.length }).map((count) => ZONES.slice(0, count));

test("whatever the VPC, subnets lie inside it and never overlap", () => {
  fc.assert(
    fc.property(anyVpc, anyZones, (cidr, zones) => {
      const ranges = planSubnets(cidr, zones).flatMap((zone) => [zone.private, zone.public, zone.data]);
      for (const [index, range] of ranges.entries()) {
        expect(contains(cidr, range)).toBe(true);
        for (const other of ranges.slice(index + 1)) {
          expect(contains(range, other) || contains(other, range)).toBe(false);
        }
      }
    }),
  );
});

test("whatever the VPC, no two subnets share an IPv6 range, and all lie in the VPC's", () => {
  fc.assert(
    fc.property(anyVpc, anyZones, (cidr, zones) => {
      const indices = planSubnets(cidr, zones).flatMap(({ ipv6 }) => Object.values(ipv6));
      expect(new Set(indices).size).toBe(3 * zones.length);
      for (const index of indices) expect(index >= 0 && index < IPV6_SUBNETS).toBe(true);
    }),
  );
});

test("a zone that joins moves no range of the others", () => {
  fc.assert(
    fc.property(anyVpc, anyZones, (cidr, zones) => {
      expect(planSubnets(cidr, ZONES).slice(0, zones.length)).toEqual(planSubnets(cidr, zones));
    }),
  );
});

function contains(outer: string, inner: string): boolean {
  const [, outerLength] = IPv4.parseCIDR(outer);
  const [address, innerLength] = IPv4.parseCIDR(inner);
  return innerLength >= outerLength && address.match(IPv4.parseCIDR(outer));
}
