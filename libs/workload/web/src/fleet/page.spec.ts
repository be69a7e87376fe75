import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { memoryAgentScript, memoryMetric } from "./memory-metric";
import { pageScript } from "./page";

test("the page names the Region it is served from", () => {
  expect(pageScript({ message: "hello", region: "eu-central-1" })).toContain(
    "<p>served from eu-central-1</p>",
  );
});

test("a message is text, never markup or shell", () => {
  const script = pageScript({ message: '<script>"$(reboot)"</script>', region: "us-east-1" });
  expect(script).toContain("<h1>&lt;script&gt;&quot;$(reboot)&quot;&lt;/script&gt;</h1>");
  expect(script).toContain("<<'PAGE'");
});

let root: string;

beforeEach(() => (root = mkdtempSync(join(tmpdir(), "instance-"))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Runs a script as an instance would, on folders and programs of its own; says what it calls. */
function start(script: string, programs: Readonly<Record<string, string>>) {
  const bin = join(root, "bin");
  const agent = `${root}/opt/aws/amazon-cloudwatch-agent/bin`;
  for (const folder of [bin, agent, `${root}/etc/systemd/system`]) mkdirSync(folder, { recursive: true });
  const fakes = {
    systemctl: "",
    journalctl: "echo python broke",
    poweroff: "",
    curl: "",
    dnf: "",
    ...programs,
  };
  const places = Object.entries(fakes).map(([name, body]) => [join(bin, name), name, body] as const);
  for (const [file, name, body] of [
    ...places,
    [`${agent}/amazon-cloudwatch-agent-ctl`, "agent-ctl", ""] as const,
  ]) {
    writeFileSync(file, `#!/bin/bash\necho "${name} $*" >>${root}/calls\n${body}\n`);
    chmodSync(file, 0o755);
  }
  const here = script.replace(/(?<=[\s:>])\/(?=srv|etc|opt)/g, `${root}/`);
  const env = { PATH: `${bin}:${process.env["PATH"] ?? ""}` };
  const { status, stderr } = spawnSync("bash", { input: here, encoding: "utf8", env });
  const calls = readFileSync(`${root}/calls`, "utf8")
    .split("\n")
    .map((call) => call.split(" ")[0])
    .filter((name) => name !== "");
  return { status, stderr, calls };
}

const PAGE = pageScript({ message: "it's here", region: "us-east-1" });
const MEMORY = memoryAgentScript(memoryMetric("research/instance", "research-dev-web"));

test("an instance writes the page, serves it, and is done when it answers", () => {
  expect(start(PAGE, {})).toEqual({ status: 0, stderr: "", calls: ["systemctl", "curl"] });
  expect(readFileSync(`${root}/srv/page/index.html`, "utf8")).toContain("<h1>it&#39;s here</h1>");
});

test.each([
  ["answer", { curl: "exit 7" }, ["systemctl", "curl", "journalctl", "poweroff"]],
  ["start", { systemctl: "exit 1" }, ["systemctl", "journalctl", "poweroff"]],
])("an instance whose page does not %s says why and powers off", (_, programs, calls) => {
  const ended = start(PAGE, programs);
  expect(ended).toMatchObject({ status: expect.any(Number), calls });
  expect(ended.status).not.toBe(0);
  expect(ended.stderr).toMatch(/the page did not come up: line \d+ failed/);
});

test("instances of a fleet report their memory as one metric", () => {
  expect(start(PAGE + MEMORY, {}).calls).toEqual(["systemctl", "curl", "dnf", "agent-ctl"]);
  expect(JSON.parse(readFileSync(`${root}/etc/memory-metric.json`, "utf8"))).toEqual({
    agent: { metrics_collection_interval: 60, omit_hostname: true },
    metrics: {
      namespace: "research/instance",
      metrics_collected: {
        mem: {
          measurement: ["mem_used_percent"],
          append_dimensions: { AutoScalingGroupName: "research-dev-web" },
        },
      },
    },
  });
});

test("a page without the measure of its memory is still served, and the log says so", () => {
  const ended = start(PAGE + MEMORY, { dnf: "exit 1" });
  expect(ended).toMatchObject({ status: 0, calls: ["systemctl", "curl", "dnf"] });
  expect(ended.stderr).toContain("memory is not measured");
});
