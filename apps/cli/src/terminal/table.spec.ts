import { fields, table } from "./table";

test("columns line up and trailing spaces are left out", () => {
  expect(table(["CELL", "ACCOUNT"], [["dev_global/risk", "012345678901"]], 80)).toBe(
    "CELL             ACCOUNT\ndev_global/risk  012345678901",
  );
});

test("a line never passes the terminal's width", () => {
  expect(table(["A"], [["a long value"]], 6)).toBe("A\na lon…");
});

test("a value of several lines stays in its column", () => {
  expect(
    fields([
      ["role", "x"],
      ["workloads", "web\nrole"],
    ]),
  ).toBe("role       x\nworkloads  web\n           role");
});
