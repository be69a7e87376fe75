import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { checkoutOf, installed, testWith } from "../../on-this-machine";
import { type AwsAnswer, callEmbeddedAws } from "../aws-call";
import { EmbeddedAws } from "../embedded-aws";

const moto = installed(checkoutOf(__dirname), "moto_server");
const testMoto = testWith({ "moto_server in .tagform/venv": moto });

/** A map with one entry in CBOR, one character for each byte; short texts only. */
const map = (key: string, value: string) => `\xa1${text(key)}${value}`;
const text = (value: string) => String.fromCharCode(0x60 + value.length) + value;
const list = (...values: string[]) => String.fromCharCode(0x80 + values.length) + values.join("");

testMoto(
  "CloudWatch answers calls in CBOR as it answers those in the query protocol, and errors by their type",
  async () => {
    const directory = await mkdtemp(join(tmpdir(), "rpc-"));
    const aws = await EmbeddedAws.start({
      tool: { path: moto! },
      path: process.env["PATH"] ?? "",
      directory,
    });
    const call = (
      path: string,
      headers: Record<string, string>,
      body: string | Uint8Array,
    ): Promise<AwsAnswer> =>
      callEmbeddedAws(aws.endpoint, {
        ...{ service: "monitoring", region: "us-east-1", method: "POST", path, body },
        headers,
      });
    const cbor = (operation: string, body: string) =>
      call(
        `/service/GraniteServiceVersion20100801/operation/${operation}`,
        { "smithy-protocol": "rpc-v2-cbor", "content-type": "application/cbor" },
        Buffer.from(body, "latin1"),
      );
    try {
      const form = new URLSearchParams({
        ...{ Action: "PutMetricAlarm", AlarmName: "cpu", Namespace: "AWS/EC2", MetricName: "CPUUtilization" },
        ...{ Statistic: "Average", Period: "60", EvaluationPeriods: "1", Threshold: "90" },
        ...{ ComparisonOperator: "GreaterThanThreshold" },
      });
      await call("/", { "content-type": "application/x-www-form-urlencoded" }, form.toString());

      const found = await cbor("DescribeAlarms", map("AlarmNames", list(text("cpu"))));
      expect(found).toMatchObject({ status: 200, body: expect.stringContaining(text("CPUUtilization")) });
      // Times are numbers with tag 1, the byte 0xc1, which is no text.
      expect(found.body).toMatch(/StateUpdatedTimestamp\ufffd/);

      const missing = await cbor("GetDashboard", map("DashboardName", text("none")));
      expect(missing.status).toBe(404);
      expect(missing.body).toContain("DashboardNotFoundError");
      expect(await readFile(aws.log!, "utf8")).not.toContain("not mended");
    } finally {
      await aws.stop();
      await rm(directory, { recursive: true, force: true });
    }
  },
  60_000,
);
