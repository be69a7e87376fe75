import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { convert } from "@tagform/hcl";
import type { Environment, Workload } from "@tagform/workload-catalog";
import { Lazy } from "cdktf";

import { cellSuppressions } from "./cell-suppressions";
import { type CellRequest, synthesizeCell } from "./synthesize-cell";
import { writeManifest } from "./write-manifest";

const website: Extract<Workload, { kind: "web" }> = {
  kind: "web",
  network: { cidr: "10.0.0.0/16", natGateways: "one-per-zone" },
  fleet: { capacity: { min: 1, desired: 2, max: 3 }, instanceTypes: ["t4g.small"] },
  instanceRole: { workload: "instance", perRegion: true },
  logRetentionDays: 365,
};

const environment = (workloads: Record<string, Workload> = { website }): Environment => ({
  name: "dev",
  repository: "tagform",
  releaseBranch: "main",
  regions: ["us-east-1"],
  globalResourceDeployFromRegion: "eu-west-1",
  state: { tfBackendConfigPrefix: "acme", buildRegion: "us-east-1", layout: "central", locks: ["s3"] },
  approval: "none",
  teams: {
    research: {
      accountId: "012345678901",
      scopes: {
        global: {
          workloads: { instance: { kind: "workload-role", perRegion: true, regions: ["us-east-1"] } },
        },
        "us-east-1": { workloads },
      },
    },
  },
});

const regional = { environment: "dev", scope: "us-east-1", team: "research" } as const;
const global = { environment: "dev", scope: "global", team: "research" } as const;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "synthesize-cell-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const synthesize = (overrides: Partial<CellRequest> = {}) =>
  synthesizeCell({ environment: environment(), cell: regional, outdir: folder, format: "hcl", ...overrides });

const textOf = ({ directory, file }: { directory: string; file: string }) =>
  readFileSync(join(directory, file), "utf8");

test("a cell's folder holds native syntax and nothing else", async () => {
  await synthesize();
  expect(readdirSync(folder)).toEqual(["dev-us-east-1-research"]);
  expect(readdirSync(join(folder, "dev-us-east-1-research"))).toEqual(["cdk.tf"]);
});

test("every key of the sample kinds is known to the block schema", async () => {
  const cells = [await synthesize(), await synthesize({ cell: global })];
  expect(cells.flatMap(({ warnings }) => warnings)).toEqual([]);
});

test("a folder never holds both formats", async () => {
  const native = await synthesize({ format: "hcl" });
  const json = await synthesize({ format: "json" });
  expect(readdirSync(json.directory)).toEqual(["cdk.tf.json"]);
  await synthesize({ format: "hcl" });
  expect(readdirSync(native.directory)).toEqual(["cdk.tf"]);
});

test.each(["hcl", "json"] as const)("equal data gives equal bytes in every folder, as %s", async (format) => {
  const first = await synthesize({ format, outdir: join(folder, "one") });
  const second = await synthesize({ format, outdir: join(folder, "another", "place") });
  expect(textOf(first)).toBe(textOf(second));
  expect(first.sha256).toBe(second.sha256);
  expect(textOf(first)).not.toContain(folder);
});

test("the provider of a global cell talks to the Region that global resources are deployed from", async () => {
  expect(textOf(await synthesize({ cell: global }))).toContain('region              = "eu-west-1"');
});

test("the caller may say where the build runs and its states lie", async () => {
  const text = textOf(await synthesize({ tfBackendConfigPrefix: "other", buildRegion: "eu-central-1" }));
  expect(text).toContain('bucket       = "other-dev"');
  expect(text).toContain('region       = "eu-central-1"');
});

test("accepted findings name the resource or data source as Terraform does", async () => {
  const cell = await synthesize();
  const text = textOf(cell);
  expect(cell.suppressions).not.toHaveLength(0);
  for (const { address, reason } of cell.suppressions) {
    const [type, name] = address.split(".");
    expect(text).toMatch(new RegExp(`^(resource|data) "${type}" "${name}" \\{$`, "m"));
    expect(reason).not.toBe("");
  }
});

test("data that a kind refuses is reported with its path, before anything is written", async () => {
  const capacity = { min: 3, desired: 2, max: 1 };
  const fleet = { ...website.fleet, capacity };
  const broken = environment({ website: { ...website, fleet, logRetentionDays: 0 } });
  await expect(synthesize({ environment: broken })).rejects.toThrow(
    "cell dev_us-east-1/research has 2 issues:\n" +
      "  workloads.website.fleet.capacity: min <= desired <= max must hold, got min 3, desired 2 and max 1\n" +
      "  workloads.website.logRetentionDays: must be a whole number of days from 1, got 0",
  );
  expect(readdirSync(folder)).toEqual([]);
});

test("a regional workload cannot use a role that its team does not have", async () => {
  const instanceRole = { workload: "nobody", perRegion: true };
  const broken = environment({ website: { ...website, instanceRole } });
  await expect(synthesize({ environment: broken })).rejects.toThrow(
    'workloads.website.instanceRole.workload: the team\'s global scope has no workload-role "nobody", add it there',
  );
  await expect(synthesize({ environment: broken, cell: global })).resolves.toBeDefined();
});

test("a kind cannot be in the wrong scope", async () => {
  const misplaced = environment({
    instance: { kind: "workload-role", perRegion: false, regions: ["us-east-1"] },
  });
  await expect(synthesize({ environment: misplaced })).rejects.toThrow(
    "workloads.instance.kind: workload-role is global, it cannot be in scope us-east-1",
  );
});

test("an error inside a construct names the construct's path", async () => {
  const name = "a-long-name-for-a-website";
  await expect(synthesize({ environment: environment({ [name]: website }) })).rejects.toThrow(
    `construct dev-us-east-1-research/${name}: loadBalancer name "research-dev-${name}" has 38 characters, ` +
      "AWS allows 32: shorten the team or workload name",
  );
});

test("the manifest lists cells with their files and digests, without this machine's paths", async () => {
  const cells = [await synthesize(), await synthesize({ cell: global })];
  const manifest: unknown = JSON.parse(readFileSync(await writeManifest(folder, cells), "utf8"));
  expect(manifest).toEqual({
    cells: [
      { cell: "dev_global/research", file: "dev-global-research/cdk.tf", sha256: cells[1]?.sha256 },
      { cell: "dev_us-east-1/research", file: "dev-us-east-1-research/cdk.tf", sha256: cells[0]?.sha256 },
    ],
  });
});

test("tokens do not record where they were created: that would be most of the time", async () => {
  await synthesize();
  expect(Lazy.anyValue({ produce: () => "" }).creationStack).toEqual([]);
});

test("every block knows its construct and the source that creates it", async () => {
  const cell = await synthesize();
  const text = textOf(cell);
  const blocks = [...text.matchAll(/^(?:resource|data) "(\w+)" "(\w+)" \{/gm)].map(([header, type, name]) =>
    header.startsWith("data") ? `data.${type}.${name}` : `${type}.${name}`,
  );
  const addresses = cell.elements.map(({ address }) => address);
  expect(addresses).toEqual(expect.arrayContaining([...blocks, "provider.aws", "terraform", "var.session"]));
  for (const { address, site, path } of cell.elements) {
    expect(path).toMatch(/^dev-us-east-1-research\//);
    expect([address, site()?.file]).toEqual([address, expect.stringMatching(/\/libs\/.+\.ts$/)]);
  }
});

test("the document that rules judge is what the file says", async () => {
  const cell = await synthesize();
  expect(convert(cell.document).hcl).toBe(textOf(cell));
});

test("the source of a block is the library that creates it, not cdktf", async () => {
  const { elements } = await synthesize();
  const find = (wanted: string) => elements.find(({ address }) => address === wanted)?.site()?.file;
  expect(find("provider.aws")).toBe(join(__dirname, "cell-stack.ts"));
  expect(find("var.session")).toBe(join(__dirname, "session-variable.ts"));
  expect(find("terraform")).toBe(join(__dirname, "cell-stack.ts"));
});

test("accepted findings are known without synthesis, with the file that accepts each", async () => {
  const found = await cellSuppressions(environment(), regional);
  const facts = ({ id, address, path, reason }: (typeof found)[number]) => ({ id, address, path, reason });
  expect(found.map(facts)).toEqual((await synthesize()).suppressions.map(facts));
  for (const { site } of found)
    expect(site()?.file).toMatch(/\/libs\/(encryption|network|workload)\/.+\.ts$/);
});
