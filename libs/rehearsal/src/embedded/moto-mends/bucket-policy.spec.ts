import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { checkoutOf, installed, testWith } from "../../on-this-machine";
import { callEmbeddedAws } from "../aws-call";
import { EmbeddedAws } from "../embedded-aws";

const moto = installed(checkoutOf(__dirname), "moto_server");
const testMoto = testWith({ "moto_server in .tagform/venv": moto });

const ACCOUNT = "123456789012";

let aws: EmbeddedAws;
let directory: string;

async function s3(
  method: "DELETE" | "GET" | "PUT",
  path: string,
  more: { headers?: Record<string, string>; body?: string } = {},
) {
  const { status } = await callEmbeddedAws(aws.endpoint, {
    service: "s3",
    region: "us-east-1",
    method,
    path,
    ...more,
  });
  return status;
}

/** Gives the bucket a policy of one denial for everybody. */
async function deny(action: string, rest: object): Promise<void> {
  const statement = {
    Effect: "Deny",
    Principal: "*",
    Action: action,
    Resource: "arn:aws:s3:::states/*",
    ...rest,
  };
  const body = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  expect(await s3("PUT", "/states?policy=", { body })).toBe(200);
}

testMoto(
  "a denial counts where its conditions hold, and only there; what is not known is an error",
  async () => {
    directory = await mkdtemp(join(tmpdir(), "policy-"));
    aws = await EmbeddedAws.start({ tool: { path: moto! }, path: process.env["PATH"] ?? "", directory });
    try {
      await s3("PUT", "/states");

      await deny("s3:*", { Condition: { Bool: { "aws:SecureTransport": "false" } } });
      expect(await s3("PUT", "/states/a", { body: "1" })).toBe(200);

      await deny("s3:*", { Condition: { StringNotEquals: { "aws:PrincipalAccount": "999999999999" } } });
      expect(await s3("GET", "/states/a")).toBe(403);
      await deny("s3:*", { Condition: { StringNotEquals: { "aws:PrincipalAccount": ACCOUNT } } });
      expect(await s3("GET", "/states/a")).toBe(200);

      await deny("s3:PutObject", { Condition: { Null: { "s3:if-none-match": "true" } } });
      expect(await s3("PUT", "/states/b", { body: "1" })).toBe(403);
      expect(await s3("PUT", "/states/b", { body: "1", headers: { "if-none-match": "*" } })).toBe(200);

      const locks = { Resource: undefined, NotResource: ["arn:aws:s3:::states/*.tflock"] };
      await deny("s3:DeleteObject", locks);
      expect(await s3("DELETE", "/states/a")).toBe(403);
      await s3("PUT", "/states/a.tflock", { body: "1" });
      expect(await s3("DELETE", "/states/a.tflock")).toBe(204);

      const own = `arn:aws:iam::${ACCOUNT}:user/*`;
      await deny("s3:GetObject", { Condition: { ArnNotLike: { "aws:PrincipalArn": [own] } } });
      expect(await s3("GET", "/states/a")).toBe(200);
      await deny("s3:GetObject", {
        Condition: { ArnNotLike: { "aws:PrincipalArn": ["arn:aws:iam::1:role/x"] } },
      });
      expect(await s3("GET", "/states/a")).toBe(403);

      await deny("s3:GetObject", { Condition: { StringEquals: { "aws:SourceVpce": "vpce-1" } } });
      expect(await s3("GET", "/states/a")).toBe(500);
      expect(await readFile(join(directory, "moto.log"), "utf8")).not.toContain("not mended");
    } finally {
      await aws.stop();
      await rm(directory, { recursive: true, force: true });
    }
  },
  90_000,
);
