import { join } from "node:path";

import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { synthStack } from "@tagform/testing";

import { suppress, type Suppression, suppressionsIn, type SuppressOptions } from "./suppression";

function suppressWith(options: SuppressOptions): Suppression[] {
  let found: Suppression[] = [];
  synthStack((stack) => {
    const vpc = new Vpc(stack, "vpc", { cidrBlock: "10.0.0.0/16" });
    suppress(vpc, "CKV2_AWS_11", options);
    found = suppressionsIn(stack);
  });
  return found;
}

test("a suppression names rule, address, construct path and reason", () => {
  expect(suppressWith({ reason: "a spec has no traffic" })).toEqual([
    {
      id: "CKV2_AWS_11",
      address: "aws_vpc.vpc",
      path: "test/vpc",
      reason: "a spec has no traffic",
      site: expect.any(Function),
    },
  ]);
});

test("a suppression may end, and knows the file that calls it", () => {
  const [suppression] = suppressWith({ reason: "until the log bucket is there", until: "2028-02-29" });
  expect(suppression).toMatchObject({ until: "2028-02-29" });
  expect(suppression?.site()?.file).toBe(join(__dirname, "suppression.spec.ts"));
});

test.each(["2027-02-30", "2027-2-3", "31.01.2027", "2027-01-31T00:00:00Z", ""])(
  "an end of %j is refused: it is no day",
  (until) => {
    expect(() => suppressWith({ reason: "why not", until })).toThrow(
      "suppression of CKV2_AWS_11 at aws_vpc.vpc: until must be a day as YYYY-MM-DD, got",
    );
  },
);
