import { architectureOf, isInstanceType } from "./instance-type";

test.each([
  "t4g.small",
  "m7gd.16xlarge",
  "c6gn.medium",
  "im4gn.large",
  "is4gen.xlarge",
  "x2gd.metal",
  "a1.large",
  "g5g.xlarge",
])("%s is arm64", (type) => expect(architectureOf(type)).toBe("arm64"));

test.each([
  "t3.micro",
  "m5.large",
  "g4dn.xlarge",
  "g6e.xlarge",
  "u-6tb1.metal",
  "x2iezn.2xlarge",
  "m7i-flex.large",
])("%s is x86_64", (type) => expect(architectureOf(type)).toBe("x86_64"));

test.each(["t4g", "T4g.small", "small", "t4g.small ", ""])("%j is no instance type", (text) => {
  expect(isInstanceType(text)).toBe(false);
});
