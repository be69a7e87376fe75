import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { build } from "esbuild";

import { checkoutOf, goneWithin, installed, isAlive, testWith } from "../on-this-machine";
import { callEmbeddedAws } from "./aws-call";
import { EmbeddedAws } from "./embedded-aws";

const checkout = checkoutOf(__dirname);
const moto = installed(checkout, "moto_server");
const testMoto = testWith({ "moto_server in .tagform/venv": moto });
const path = process.env["PATH"] ?? "";
let directory: string;

const options = (): Parameters<typeof EmbeddedAws.start>[0] => ({ tool: { path: moto! }, path, directory });
const fake = async (script: string): Promise<{ path: string }> => {
  const file = join(directory, "fake_server");
  await writeFile(file, `#!${process.execPath}\n${script}`, { mode: 0o755 });
  return { path: file };
};
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "embedded-aws-"));
});
afterEach(async () => rm(directory, { recursive: true, force: true }));

testMoto(
  "two start at once on ports of their own, answer as AWS, and are gone after stop",
  async () => {
    const other = join(directory, "other");
    const [first, second] = await Promise.all([
      EmbeddedAws.start(options()),
      EmbeddedAws.start({ ...options(), directory: other }),
    ]);
    try {
      expect(first.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      expect(second.endpoint).not.toBe(first.endpoint);
      expect(first.environment).toMatchObject({
        AWS_ENDPOINT_URL: first.endpoint,
        AWS_EC2_METADATA_DISABLED: "true",
        AWS_CONFIG_FILE: "/dev/null",
        AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
      });
      expect(first.environment).not.toHaveProperty("AWS_PROFILE");
      const buckets = await callEmbeddedAws(first.endpoint, {
        service: "s3",
        region: "us-east-1",
        method: "GET",
        path: "/",
      });
      expect(buckets).toMatchObject({ status: 200, body: expect.stringContaining("ListAllMyBucketsResult") });
    } finally {
      await Promise.all([first.stop(), second.stop()]);
    }
    expect([isAlive(first.pid!), isAlive(second.pid!)]).toEqual([false, false]);
    await first.stop();
    await expect(EmbeddedAws.connect(first.endpoint)).rejects.toThrow("does not answer");
  },
  60_000,
);

testMoto(
  "ends with the process that started it, even when that is killed",
  async () => {
    const starter = await startIn("await new Promise(() => setInterval(() => undefined, 1000));");
    const pid = await starter.motoPid;
    expect(isAlive(pid)).toBe(true);
    starter.process.kill("SIGKILL");
    expect(await goneWithin(pid, 5_000)).toBe(true);
  },
  60_000,
);

testMoto(
  "one that is kept outlives its starter and can be used by others, which do not stop it",
  async () => {
    const starter = await startIn("await aws.keep(); console.log(aws.endpoint);");
    const pid = await starter.motoPid;
    try {
      const ended = await starter.ended;
      const endpoint = /http:\S+/.exec(ended.output)![0];
      expect(ended.code).toBe(0);
      await sleep(300);
      const again = await EmbeddedAws.connect(endpoint);
      await again.stop();
      expect(again.pid).toBeUndefined();
      expect(isAlive(pid)).toBe(true);
    } finally {
      process.kill(-pid, "SIGTERM");
    }
    expect(await goneWithin(pid, 5_000)).toBe(true);
  },
  60_000,
);

test("a server that ends while starting is reported with what it said last", async () => {
  const tool = await fake("console.error('no such option'); process.exit(2);");
  await expect(EmbeddedAws.start({ tool, path, directory })).rejects.toThrow(
    /fake_server ended while starting, the end of .*moto\.log:\nno such option/,
  );
});

test("a server that is never ready is stopped with its children, although it ignores SIGTERM", async () => {
  const tool = await fake(
    `const child = require("node:child_process").spawn("sleep", ["60"]);
     process.on("SIGTERM", () => undefined);
     require("node:fs").writeFileSync("pids", process.pid + " " + child.pid);
     setInterval(() => undefined, 1000);`,
  );
  const start = EmbeddedAws.start({ tool, path, directory, readyTimeoutMs: 1_000 });
  await expect(start).rejects.toThrow("was not ready within 1 s and said nothing");
  const pids = (await readFile(join(directory, "pids"), "utf8")).split(" ").map(Number);
  expect(await Promise.all(pids.map((pid) => goneWithin(pid, 2_000)))).toEqual([true, true]);
}, 20_000);

test("aborting while it starts stops it", async () => {
  const tool = await fake("setInterval(() => undefined, 1000);");
  const signal = AbortSignal.timeout(300);
  await expect(EmbeddedAws.start({ tool, path, directory, signal })).rejects.toThrow("interrupted");
});

test("a program that does not exist is named", async () => {
  const tool = { path: join(directory, "moto_server") };
  await expect(EmbeddedAws.start({ tool, path, directory })).rejects.toThrow(
    /cannot start .*moto_server: .*ENOENT/,
  );
});

test("an address elsewhere is refused, one where no moto answers is reported", async () => {
  await expect(EmbeddedAws.connect("https://s3.amazonaws.com")).rejects.toThrow("is not on this machine");
  const server = await listen();
  try {
    const { port } = server.address() as AddressInfo;
    await expect(EmbeddedAws.connect(`http://127.0.0.1:${port}`)).rejects.toThrow("is not an embedded AWS");
  } finally {
    server.close();
  }
});

function listen(): Promise<Server> {
  const server = createServer((_request, response) => void response.end("hello"));
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

/** Runs `then` after an embedded AWS was started, all in a Node process of its own. */
async function startIn(then: string): Promise<{
  process: ChildProcess;
  motoPid: Promise<number>;
  ended: Promise<{ code: number | null; output: string }>;
}> {
  const outfile = join(directory, "starter.mjs");
  await build({
    stdin: {
      contents: `import { EmbeddedAws } from "./embedded-aws";
        const aws = await EmbeddedAws.start(${JSON.stringify(options())});
        console.log("pid=" + aws.pid);
        ${then}`,
      resolveDir: __dirname,
      loader: "ts",
    },
    tsconfig: join(checkout, "tsconfig.base.json"),
    bundle: true,
    platform: "node",
    format: "esm",
    outfile,
    logLevel: "silent",
  });
  const child = spawn(process.execPath, [outfile], { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  const motoPid = new Promise<number>((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      const pid = /pid=(\d+)/.exec(output)?.[1];
      if (pid !== undefined) resolve(Number(pid));
    });
    child.once("exit", () => reject(new Error(`the starter ended: ${output}`)));
  });
  const ended = new Promise<{ code: number | null; output: string }>((resolve) =>
    child.once("close", (code) => resolve({ code, output })),
  );
  return { process: child, motoPid, ended };
}
