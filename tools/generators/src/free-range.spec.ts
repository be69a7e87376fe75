import { blockOf, freeRange } from "./free-range";

test.each([
  ["10.0.0.0/20", ["10.0.0.0/20"], "10.0.16.0/20"],
  ["10.0.0.0/20", ["10.0.0.0/20", "10.0.32.0/20"], "10.0.16.0/20"],
  ["10.0.0.0/20", ["10.0.0.0/19", "10.0.32.0/24"], "10.0.48.0/20"],
  ["10.1.16.0/20", ["10.1.16.0/20"], "10.1.0.0/20"],
  ["192.168.255.0/24", ["192.168.0.0/17"], "192.168.128.0/24"],
] as const)("beside %s, with %j taken, %s is free", (like, taken, free) => {
  expect(freeRange(like, taken)).toBe(free);
});

test("ranges of other blocks take nothing away", () => {
  expect(freeRange("10.0.0.0/17", ["10.0.0.0/17", "10.1.0.0/16"])).toBe("10.0.128.0/17");
});

test("a full block has no free range", () => {
  expect(freeRange("10.0.0.0/17", ["10.0.0.0/17", "10.0.200.0/24"])).toBeUndefined();
});

test("the block of a range is its /16", () => {
  expect(blockOf("10.193.32.0/20")).toBe("10.193.0.0/16");
});
