import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { chooseProvider, type ProviderOptions } from "./choose-provider";
import { terraformPlatform } from "./provider-mirror";
import { probeRegistry } from "./registry-probe";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "provider-"));
});
afterEach(async () => rm(directory, { recursive: true, force: true }));

const options = (more: Partial<ProviderOptions> = {}): ProviderOptions => ({
  version: "6.25.0",
  platform: "linux_amd64",
  directory,
  rehearsalMirror: "/mirror/of/rehearsal",
  probe: () => Promise.reject(new Error("must not be asked")),
  ...more,
});

test("registry and rehearsal are taken as asked, without asking the registry", async () => {
  expect((await chooseProvider("registry", options())).source).toEqual({ kind: "registry" });
  const rehearsal = await chooseProvider("rehearsal", options());
  expect(rehearsal.source).toEqual({ kind: "rehearsal", directory: "/mirror/of/rehearsal" });
  expect(rehearsal.reason).toContain("it is not AWS");
});

test("without a choice the registry is taken if it answers, else the rehearsal provider, and why", async () => {
  const reachable = await chooseProvider(undefined, options({ probe: () => Promise.resolve(undefined) }));
  expect(reachable.source.kind).toBe("registry");
  const offline = await chooseProvider(undefined, options({ probe: () => Promise.resolve("no network") }));
  expect(offline.source.kind).toBe("rehearsal");
  expect(offline.reason).toContain("rehearsal provider (no network)");
});

test.each([
  ["unpacked", "6.25.0/linux_amd64/terraform-provider-aws_v6.25.0_x5"],
  ["packed", "terraform-provider-aws_6.25.0_linux_amd64.zip"],
])("a mirror is taken when it has the provider %s", async (_form, file) => {
  const path = join(directory, "mirror", "registry.terraform.io", "hashicorp", "aws", file);
  await mkdir(join(path, ".."), { recursive: true });
  await writeFile(path, "");
  const { source } = await chooseProvider("mirror", options());
  expect(source).toEqual({ kind: "mirror", directory: join(directory, "mirror") });
});

test("a mirror without this version for this machine says what it has", async () => {
  const top = join(directory, "registry.terraform.io", "hashicorp", "aws");
  await mkdir(join(top, "6.24.0"), { recursive: true });
  await expect(chooseProvider(".", options())).rejects.toThrow(
    /no AWS provider 6\.25\.0 for linux_amd64: .*6\.25\.0\/linux_amd64, there is 6\.24\.0 in registry/,
  );
  await expect(chooseProvider("typo", options())).rejects.toThrow(
    "there is nothing in registry.terraform.io",
  );
});

test("platforms are written as terraform does", () => {
  expect(terraformPlatform("linux", "x64")).toBe("linux_amd64");
  expect(terraformPlatform("darwin", "arm64")).toBe("darwin_arm64");
  expect(terraformPlatform("win32", "ia32")).toBe("windows_386");
});

test("the probe is bounded and never throws", async () => {
  const silent = createServer();
  silent.on("connect", () => undefined);
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const { port } = silent.address() as AddressInfo;
  const started = Date.now();
  const slow = await probeRegistry({ proxy: `http://127.0.0.1:${port}`, timeoutMs: 300 });
  expect(slow).toMatch(/did not answer within 0.3 s/);
  expect(Date.now() - started).toBeLessThan(3_000);
  silent.closeAllConnections();
  silent.close();
  expect(await probeRegistry({ proxy: "http://127.0.0.1:1", timeoutMs: 2_000 })).toContain(
    "cannot be reached",
  );
  expect(await probeRegistry({ proxy: "not a proxy" })).toContain("cannot be reached");
});

test("a proxy that refuses is reported", async () => {
  const refusing = createServer();
  refusing.on("connect", (_request, socket) => socket.end("HTTP/1.1 403 Forbidden\r\n\r\n"));
  await new Promise<void>((resolve) => refusing.listen(0, "127.0.0.1", resolve));
  const { port } = refusing.address() as AddressInfo;
  expect(await probeRegistry({ proxy: `http://user:pass@127.0.0.1:${port}` })).toContain(
    "the proxy answered 403",
  );
  refusing.close();
});
