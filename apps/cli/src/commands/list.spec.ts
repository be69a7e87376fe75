import { tagform } from "../fixtures/recording-context";

test("--json gives every cell with its account as text, leading zeros included", async () => {
  const { exitCode, printed } = await tagform(["list", "--json"]);
  const cells = JSON.parse(printed) as { cell: string; accountId: string; workloads: object }[];
  expect(exitCode).toBe(0);
  const isOfPlatform = ({ cell }: { cell: string }): boolean => /^(?:tooling|landing-zone)_/.test(cell);
  expect(cells.filter((cell) => !isOfPlatform(cell))).toHaveLength(4 * 2 * 4);
  expect(cells.filter(isOfPlatform).map(({ cell }) => cell)).toEqual(
    expect.arrayContaining(["tooling_global/account", "tooling_us-east-1/state-dev"]),
  );
  expect(cells.find(({ cell }) => cell === "dev_us-east-1/research")).toMatchObject({
    accountId: "012345678901",
    workloads: { website: "web" },
    retired: null,
  });
});

test("the table has a line per cell and fits the terminal", async () => {
  const wide = await tagform(["list"], { width: 100 });
  expect(wide.printed).toMatch(/^dev_global\/risk +\d{12} {2}website-role \(workload-role\)$/m);
  const narrow = await tagform(["list"], { width: 60 });
  expect(narrow.printed).toMatch(/^dev_global\/risk +\d{12} {2}webs…$/m);
  for (const line of narrow.printed.split("\n")) expect(line.length).toBeLessThanOrEqual(60);
});
