import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { RefusedError } from "@tagform/outcome";

import { REAL_AWS } from "../cloud";
import { AMBIENT, testContext } from "../fixtures/context";
import { Delivery, DESTINATION, localBackend, NO_CLOUD } from "../fixtures/delivery";
import { temporaryFolder } from "../fixtures/temporary-folder";
import { type CellDiff, diff, type DiffRequest } from "./diff";

// Real tools on a busy machine take their time.
jest.setTimeout(60_000);

let state: string;
beforeEach(() => {
  state = join(temporaryFolder(), "terraform.tfstate");
});

const inputs = (input: string): string => `resource "terraform_data" "web_fleet" {
  input = ${JSON.stringify(input)}
}
`;
const SITE = { file: "libs/web/src/fleet.ts", line: 12 };

async function diffOf(resources: string, overrides: Partial<DiffRequest> = {}): Promise<CellDiff> {
  const delivery = new Delivery({ configuration: localBackend(state) + resources });
  const { configurationFile, files, context } = delivery;
  const sha256 = createHash("sha256").update(readFileSync(configurationFile)).digest("hex");
  return diff(
    {
      run: files.root,
      destination: DESTINATION,
      configuration: { file: "cdk.tf", sha256 },
      origins: [
        { address: "terraform_data.web_fleet", construct: "dev-us-east-1-research/web/fleet", source: SITE },
      ],
      cloud: NO_CLOUD,
      dependencyLock: join(files.root, "none"),
      session: { roleName: "InfraBuildRole", tags: {} },
      ...overrides,
    },
    context,
  );
}

async function deploy(resources: string): Promise<void> {
  const delivery = new Delivery({ configuration: localBackend(state) + resources });
  await delivery.plan();
  await delivery.approve();
  await delivery.apply();
}

test("a change is told with its attributes and the construct that it comes from", async () => {
  await deploy(inputs("old"));
  const found = await diffOf(inputs("new"));
  expect(found).toMatchObject({
    line: "+0 ~1 -0",
    noChanges: false,
    resources: [
      {
        address: "terraform_data.web_fleet",
        action: "update",
        construct: "dev-us-east-1-research/web/fleet",
        source: SITE,
      },
    ],
  });
  expect(found.resources[0]?.attributes[0]).toMatchObject({
    path: "input",
    after: { kind: "known", value: "new" },
  });
  expect(found.planText).toContain('"old" -> "new"');
});

test("what is deployed already has no changes, and the digest is that of the file", async () => {
  await deploy(inputs("same"));
  const found = await diffOf(inputs("same"));
  expect(found).toMatchObject({ line: "no changes", noChanges: true, resources: [] });
  expect(found.configuration.sha256).toMatch(/^[0-9a-f]{64}$/);
});

test("the state stays as it is", async () => {
  await deploy(inputs("old"));
  const before = readFileSync(state, "utf8");
  await diffOf(inputs("new"));
  expect(readFileSync(state, "utf8")).toBe(before);
});

test("nobody has to wait for it: terraform is told to leave the lock alone", async () => {
  const toolRoot = temporaryFolder();
  const log = join(toolRoot, "arguments");
  const plan = '{"format_version":"1.2","terraform_version":"1.11.4","resource_changes":[]}';
  mkdirSync(join(toolRoot, ".tagform/bin"), { recursive: true });
  writeFileSync(
    join(toolRoot, ".tagform/bin/terraform"),
    `#!/bin/sh\necho "$@" >> ${log}\ncase "$1" in\n  version) echo "Terraform v1.11.4" ;;\n` +
      `  plan) for a in "$@"; do case $a in -out=*) printf 'PK\\005\\006' > "\${a#-out=}" ;; esac; done ;;\n` +
      `  show) [ "$2" = "-json" ] && echo '${plan}' ;;\nesac\nexit 0\n`,
    { mode: 0o755 },
  );
  const delivery = new Delivery({ configuration: "# x\n" });
  const sha256 = createHash("sha256").update("# x\n").digest("hex");
  await diff(
    {
      run: delivery.files.root,
      destination: DESTINATION,
      configuration: { file: "cdk.tf", sha256 },
      origins: [],
      cloud: NO_CLOUD,
      dependencyLock: "none",
      session: { roleName: "InfraBuildRole", tags: {} },
    },
    testContext({ toolRoot, env: AMBIENT }),
  );
  const commands = readFileSync(log, "utf8");
  expect(commands).toMatch(/^plan .*-lock=false/m);
  expect(commands).not.toMatch(/^(state|apply|force-unlock)/m);
});

test("bytes that are not those that were synthesized are refused before terraform starts", async () => {
  await expect(diffOf(inputs("x"), { configuration: { file: "cdk.tf", sha256: "0" } })).rejects.toThrow(
    RefusedError,
  );
  expect(existsSync(state)).toBe(false);
});

test("the rehearsal provider is refused where the real AWS would be asked", async () => {
  const cloud = { ...REAL_AWS, provider: { kind: "rehearsal", directory: "/x" } as const };
  await expect(diffOf(inputs("x"), { cloud })).rejects.toThrow("the rehearsal provider is not AWS");
});
