import { readFileSync } from "node:fs";
import { join } from "node:path";

import { RehearsalProvider } from "./provider";
import { type Certificate, serve } from "./serve";
import { type ServedSchema } from "./served-schema";

/** What Terraform and OpenTofu set, so that nobody starts a plugin by hand. */
const MAGIC_COOKIE = [
  "TF_PLUGIN_MAGIC_COOKIE",
  "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
];
const PARENT_CHECK_MS = 1000;

// The environment is read here, in the program's main, and passed down.
// eslint-disable-next-line no-restricted-syntax
const environment = process.env;

async function main(directory: string): Promise<void> {
  const [name = "", value] = MAGIC_COOKIE;
  if (environment[name] !== value) {
    console.error(
      "This is Tagform's rehearsal provider, a plugin of Terraform that creates nothing in AWS.\n" +
        "Terraform starts it: run `tagform rehearse`, or terraform with the configuration of a rehearsal.",
    );
    process.exitCode = 1;
    return;
  }
  // Ctrl-C reaches the whole process group; Terraform needs the plugin until it has written the state.
  process.on("SIGINT", () => undefined);
  endWithParent();
  const read = (file: string): unknown => JSON.parse(readFileSync(join(directory, file), "utf8"));
  const line = await serve({
    provider: new RehearsalProvider(read("schema.json") as ServedSchema, environment),
    protoDirectory: directory,
    certificate: read("certificate.json") as Certificate,
    clientCertificate: environment["PLUGIN_CLIENT_CERT"],
    onShutdown: () => process.exit(0),
  });
  process.stdout.write(`${line}\n`);
}

/** A Terraform that was killed cannot say goodbye: without it there is nothing left to do. */
function endWithParent(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(0);
  }, PARENT_CHECK_MS).unref();
}

void main(process.argv[2] ?? "").catch((error: unknown) => {
  console.error("rehearsal provider:", error);
  process.exit(1);
});
