import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { AftTables } from "./aft-tables";

const ACCOUNT = "121212121212";

/** Answers as a table that takes one write a second: so many writes are refused first. */
async function throttling(refusals: number): Promise<{ server: Server; endpoint: string; calls: string[] }> {
  const calls: string[] = [];
  let left = refusals;
  const server = createServer((request, response) => {
    request.resume();
    const target = String(request.headers["x-amz-target"]).split(".")[1] ?? "";
    calls.push(target);
    const isRefused = target === "PutItem" && left-- > 0;
    response.writeHead(isRefused ? 400 : 200, { "content-type": "application/x-amz-json-1.0" });
    const TableArn = `arn:aws:dynamodb:us-east-1:${ACCOUNT}:table/aft-request`;
    const answer = isRefused
      ? { __type: "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException", message: "slow" }
      : target === "DescribeTable"
        ? { Table: { TableArn } }
        : {};
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { server, endpoint: `http://127.0.0.1:${port}`, calls };
}

const access = (endpoint: string) => ({
  region: "us-east-1",
  endpoint,
  credentials: { accessKeyId: "none", secretAccessKey: "none" },
});

test("a table that throttles is asked again, slower, until it takes the request", async () => {
  const { server, endpoint, calls } = await throttling(2);
  const tables = await AftTables.open(access(endpoint), ACCOUNT);
  expect(await tables.put({ id: { S: "aws+a@example.com" } }, undefined)).toBe(true);
  expect(calls).toEqual(["DescribeTable", ...Array.from({ length: 3 }, () => "PutItem")]);
  tables.destroy();
  server.close();
});

test("credentials of another account are refused before anything is read", async () => {
  const { server, endpoint } = await throttling(0);
  await expect(AftTables.open(access(endpoint), "555555555555")).rejects.toThrow(
    "these are credentials of account 121212121212, AFT is in 555555555555",
  );
  server.close();
});
