import fc from "fast-check";

import { contains, readCidr } from "./cidr";

const octet = fc.integer({ min: 0, max: 255 });
const anyRange = fc
  .tuple(octet, octet, octet, octet, fc.integer({ min: 0, max: 32 }))
  .map(([a, b, c, d, prefix]) => readCidr(`${a}.${b}.${c}.${d}/${prefix}`)!);

test("an address in a range stands for the range", () => {
  expect(readCidr("10.1.2.3/16")).toEqual({ first: 10 * 2 ** 24 + 2 ** 16, prefix: 16, text: "10.1.0.0/16" });
});

test("a range is read as it was written", () => {
  fc.assert(fc.property(anyRange, (range) => expect(readCidr(range.text)).toEqual(range)));
});

test("two ranges nest or are disjoint: what overlaps is found by looking for what contains", () => {
  fc.assert(
    fc.property(anyRange, anyRange, (left, right) => {
      const size = (prefix: number) => 2 ** (32 - prefix);
      const overlap =
        left.first < right.first + size(right.prefix) && right.first < left.first + size(left.prefix);
      expect(contains(left, right) || contains(right, left)).toBe(overlap);
    }),
  );
});
