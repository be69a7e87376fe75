import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

import { generatedRegions, teamName } from "./generated-teams";
import { median, node, run } from "./measure";
import type { Result } from "./row";

const FEW = 500;
const MANY = 5_000;
const ENVIRONMENTS = ["dev", "qa", "staging", "prod"];
const POINT = "8";
const WHAT = `tagform status of ${MANY} recorded cells, records in the embedded S3`;
const LISTENING = /Running on (http:\/\/127\.0\.0\.1:\d+)/;
const REPETITIONS = 5;
const WRITERS = 8;

interface Place {
  readonly root: string;
  readonly folder: string;
  /** `moto_server`, if it is installed. */
  readonly moto: string | undefined;
}

interface Taken {
  readonly seconds: number;
  readonly peakBytes: number;
}

/** 8: what is deployed in 5,000 cells, from the start of the program to the last line. */
export async function statusOfMany({ root, folder, moto }: Place): Promise<Result[]> {
  if (moto === undefined) return [{ point: POINT, what: WHAT, skipped: "moto_server is not installed" }];
  const server = await startMoto(moto, folder);
  try {
    for (const environment of ENVIRONMENTS) await put(server.url, `tagform-${environment}`);
    const commit = run({ file: "git", args: ["rev-parse", "HEAD"], cwd: root }).stdout.trim();
    await record(server.url, commit, 0, FEW);
    const few = measure(root, folder, server.url);
    await record(server.url, commit, FEW, MANY);
    return rows(few, measure(root, folder, server.url), await secondsOfListing(server.url));
  } finally {
    server.process.kill("SIGKILL");
  }
}

function rows(few: Taken, many: Taken, listing: number): Result[] {
  const megabytes = ({ peakBytes }: Taken): string => `${(peakBytes / 1e6).toFixed(0)} MB`;
  return [
    {
      point: POINT,
      what: WHAT,
      value: many.seconds,
      unit: "s",
      atMost: 2,
      detail: `${FEW} cells ${few.seconds.toFixed(2)} s; of it, moto takes ${listing.toFixed(2)} s to list all marks one by one`,
    },
    {
      point: POINT,
      what: `  and memory as of ${FEW}`,
      value: many.peakBytes / few.peakBytes,
      unit: "x",
      atMost: 2,
      detail: `at most ${megabytes(many)}, of ${FEW} ${megabytes(few)}; Node.js and the S3 client are most of it`,
    },
  ];
}

function measure(root: string, folder: string, url: string): Taken {
  const peak = path.join(folder, "peak-memory");
  const hook = path.join(root, "test/bench/programs/peak-memory.cjs");
  const command = {
    ...node(root, path.join(root, "apps/cli/bin/tagform.mjs"), "status", "--endpoint", url),
    env: { NODE_OPTIONS: `--require ${JSON.stringify(hook)}`, BENCH_PEAK_FILE: peak },
  };
  const once = (): Taken => ({
    seconds: run(command).seconds,
    peakBytes: Number(readFileSync(peak, "utf8")),
  });
  // Its bundle is made, if it must be, before anything is measured.
  once();
  const taken = Array.from({ length: REPETITIONS }, once);
  return {
    seconds: median(taken.map(({ seconds }) => seconds)),
    peakBytes: median(taken.map(({ peakBytes }) => peakBytes)),
  };
}

/** Marks of cells that are not in the data, as one delivery of each leaves them. */
async function record(url: string, commit: string, from: number, to: number): Promise<void> {
  const indexes = Array.from({ length: to - from }, (_, index) => from + index).values();
  const write = async (): Promise<void> => {
    for (const index of indexes) await put(url, markOf(index, commit), '{"record":"none"}');
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
}

/** A name as `latestRunKey` of `libs/steps` writes it; the bench imports no layer. */
function markOf(index: number, commit: string): string {
  const regions = generatedRegions();
  const environment = ENVIRONMENTS[index % ENVIRONMENTS.length]!;
  const place = Math.floor(index / ENVIRONMENTS.length);
  const cell = `${environment}_${regions[place % regions.length]!}/${teamName(Math.floor(place / regions.length))}`;
  return `tagform-${environment}/_latest/${cell}/20261121T120000000Z_1.0_${commit}_applied_-`;
}

async function secondsOfListing(url: string): Promise<number> {
  const started = performance.now();
  for (const environment of ENVIRONMENTS) {
    await request(`${url}/tagform-${environment}?list-type=2&prefix=_latest/`, { method: "GET" });
    await request(`${url}/tagform-${environment}?list-type=2&prefix=_latest/&start-after=_latest/n`, {
      method: "GET",
    });
  }
  return (performance.now() - started) / 1000;
}

const put = (url: string, key: string, body = ""): Promise<string> =>
  request(`${url}/${key}`, { method: "PUT", body });

async function request(address: string, init: RequestInit): Promise<string> {
  const credential = "embedded/20260101/us-east-1/s3/aws4_request";
  const Authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=x`;
  const response = await fetch(address, { ...init, headers: { Authorization } });
  const text = await response.text();
  if (!response.ok) throw new Error(`${address}: ${response.status} ${text}`);
  return text;
}

async function startMoto(
  file: string,
  cwd: string,
): Promise<{ readonly process: ChildProcess; readonly url: string }> {
  const server = spawn(file, ["-H", "127.0.0.1", "-p", "0"], { cwd, stdio: ["ignore", "ignore", "pipe"] });
  const url = await new Promise<string>((resolve, reject) => {
    let said = "";
    server.once("error", reject);
    server.once("exit", () => reject(new Error(`${file} ended: ${said}`)));
    server.stderr.setEncoding("utf8").on("data", (text: string) => {
      said = (said + text).slice(-10_000);
      const address = LISTENING.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
  });
  return { process: server, url };
}
