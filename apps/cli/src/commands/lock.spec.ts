import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { ListObjectsV2Command, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { EXIT } from "@tagform/outcome";
import { createStateBackend, EmbeddedAws } from "@tagform/rehearsal";
import { findTool, isMissing } from "@tagform/toolchain";

import { type Ended, tagform } from "../fixtures/recording-context";
import { ReleaseRepository } from "../fixtures/release-repository";

const CELL = "dev_us-east-1/research";
const STATE = {
  bucket: "tagform-dev",
  key: "research/dev-us-east-1/terraform.tfstate",
  lockTable: "tagform-lock-dev",
  region: "us-east-1",
} as const;
const LOCK = {
  ID: "1",
  Operation: "OperationTypeApply",
  Who: "ada@laptop",
  Created: "2026-11-21T11:00:00Z",
  Info: "",
};

let aws: EmbeddedAws;
let s3: S3Client;
let dynamodb: DynamoDBClient;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "tagform-lock-"));
  const search = process.env["PATH"] ?? "";
  const tool = await findTool("moto_server", { root: path.resolve(__dirname, "../../../.."), path: search });
  if (isMissing(tool)) throw new Error(`${tool.problem}: ${tool.remedy}`);
  aws = await EmbeddedAws.start({ tool, path: search, directory: folder });
  await createStateBackend(aws.endpoint, STATE);
  const credentials = { accessKeyId: "embedded", secretAccessKey: "embedded" };
  const settings = { endpoint: aws.endpoint, region: STATE.region, credentials };
  s3 = new S3Client({ ...settings, forcePathStyle: true });
  dynamodb = new DynamoDBClient(settings);
});
afterAll(async () => {
  s3.destroy();
  dynamodb.destroy();
  await aws.stop();
  rmSync(folder, { recursive: true });
});

const put = (Key: string, body: string) =>
  s3.send(new PutObjectCommand({ Bucket: STATE.bucket, Key, Body: body }));
const item = (LockID: string, name: "Info" | "Digest", text: string) =>
  dynamodb.send(
    new PutItemCommand({ TableName: STATE.lockTable, Item: { LockID: { S: LockID }, [name]: { S: text } } }),
  );
async function lock(info = ""): Promise<void> {
  const text = JSON.stringify({ ...LOCK, Info: info });
  await put(`${STATE.key}.tflock`, text);
  await item(`${STATE.bucket}/${STATE.key}`, "Info", text);
}
const run = (...words: string[]): Promise<Ended> => tagform(["lock", ...words, "--endpoint", aws.endpoint]);
const json = async (...words: string[]): Promise<unknown> =>
  JSON.parse((await run(...words, "--json")).printed);

test("lists who holds which lock since when, and counts the free cells", async () => {
  expect(await run("list", "dev_*")).toMatchObject({
    exitCode: EXIT.ok,
    printed: expect.stringMatching(/^(\d+) of \1 cells are free$/),
  });
  await lock();
  const { printed } = await run("list", "dev_*");
  expect(printed).toMatch(/^dev_us-east-1\/research +unknown +\S+ \S+ +apply +ada@laptop +-$/m);
  expect(printed).toContain("it does not name its run: ask ada@laptop whether it still works");
  const all = (await json("list", "dev_*")) as { cell: string; verdict: string }[];
  expect(all.filter(({ verdict }) => verdict !== "free")).toEqual([
    expect.objectContaining({ cell: CELL, owner: "ada@laptop", run: null, places: ["s3", "dynamodb"] }),
  ]);
});

test("shows one lock, with the next command", async () => {
  await lock();
  const { printed } = await run("show", CELL);
  expect(printed).toMatch(/^lies in +s3, dynamodb$/m);
  expect(printed).toMatch(/^next +npx tagform lock release dev_us-east-1\/research --reason "/m);
  await expect(run("show", "dev_*")).resolves.toMatchObject({ exitCode: EXIT.error });
});

test("shows what anybody wrote into a lock without letting it steer the terminal", async () => {
  await lock("tagform run=%1B[2Jx");
  const { printed } = await run("show", CELL);
  expect(printed).not.toContain("\u001b");
});

test("releases a lock for a reason only, and writes that down once", async () => {
  await lock();
  const refused = await run("release", CELL);
  expect(refused).toMatchObject({ exitCode: EXIT.refused, printed: "" });
  expect(refused.noted).toContain('--reason "<why>"');
  expect(await run("release", CELL, "--reason", " ")).toMatchObject({ exitCode: EXIT.error });
  const released = await json("release", CELL, "--reason", "the laptop is lost");
  expect(released).toMatchObject({ released: ["s3", "dynamodb"] });
  expect((await run("release", CELL)).printed).toBe(`${CELL}: nobody holds the lock`);
  const { Contents = [] } = await s3.send(
    new ListObjectsV2Command({ Bucket: STATE.bucket, Prefix: "research/dev-us-east-1/locks/records/" }),
  );
  expect(Contents).toHaveLength(1);
});

test("sees a digest that does not fit the state, says how to correct it, and corrects it", async () => {
  await put(STATE.key, "restored");
  await item(`${STATE.bucket}/${STATE.key}-md5`, "Digest", "0".repeat(32));
  const { printed } = await run("show", CELL);
  expect(printed).toMatch(
    /^digest +the table says 0{32}, the state has \w{32}: terraform refuses the state$/m,
  );
  expect(printed).toContain(`npx tagform lock repair-digest ${CELL} --reason`);
  expect(await json("repair-digest", CELL, "--reason", "version of Monday restored")).toMatchObject({
    kind: "fits",
    location: expect.stringContaining("/locks/records/"),
  });
  expect(await json("show", CELL)).toMatchObject({ verdict: "free", digest: { kind: "fits" } });
});

describe("on the way from the table to lock files", () => {
  let repository: ReleaseRepository;
  const migrate = (...words: string[]): Promise<Ended> =>
    repository.tagform("lock", "migrate", "dev", "--endpoint", aws.endpoint, ...words);
  afterEach(() => repository.dispose());

  /** The cell's last delivery was at `time`, of a commit whose data has these locks. */
  async function delivered(time: string, locks: readonly string[]): Promise<void> {
    const explanation = JSON.stringify({ state: { locks } });
    repository = new ReleaseRepository(`console.log(${JSON.stringify(explanation)})`);
    repository.tag(`${CELL}/1.0`);
    const commit = repository.git("rev-parse", "HEAD");
    await put(`_latest/${CELL}/${time}_1.0_${commit}_applied_-`, "{}");
  }

  test("the last step is refused while a cell's last delivery knew only the table", async () => {
    await delivered("20261121T113417123Z", ["dynamodb"]);
    const { exitCode, printed, noted } = await migrate();
    expect({ exitCode, noted }).toMatchObject({ exitCode: EXIT.refused });
    expect(printed).toContain('the next step is locks: ["s3"] in environments/dev/index.ts: not yet:');
    expect(printed).toContain(`${CELL}: was last delivered with locks in dynamodb only: deliver it again`);
  });

  test("the last step is safe once every cell was delivered with both, and nobody holds a lock", async () => {
    await delivered("20261122T113417123Z", ["s3", "dynamodb"]);
    const { exitCode, printed } = await migrate("--json");
    expect(exitCode).toBe(EXIT.ok);
    expect(JSON.parse(printed)).toEqual({ setting: ["s3", "dynamodb"], next: ["s3"], problems: [] });
    await lock();
    expect((await migrate()).printed).toContain(`${CELL}: is locked (unknown)`);
  });

  test("no environment of that name is an error", async () => {
    repository = new ReleaseRepository();
    expect(await repository.tagform("lock", "migrate", "nowhere")).toMatchObject({ exitCode: EXIT.error });
  });
});
