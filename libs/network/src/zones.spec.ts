import { type Region, REGION_CODES } from "@tagform/deployment";

import { zonesOf } from "./zones";

test("a zone that lacks current instance types is not used where there are others", () => {
  expect(zonesOf("us-east-1")).toEqual(["use1-az1", "use1-az2", "use1-az4"]);
});

test.each(REGION_CODES)("%s has three zones", (region: Region) => {
  expect(new Set(zonesOf(region)).size).toBe(3);
});
