import { readFileSync } from "node:fs";

import { configure } from "../../testing/proposal";
import { correctFacts } from "./corrections";
import { measureType } from "./measure-type";
import { RealProvider } from "./real-provider";
import { parseRealSchemas, toBlock } from "./real-schema";

/** Prints type-facts.generated.json: see README.md, "A new provider version". */
async function main([binary = "", schemaFile = "", protoFile = ""]: readonly string[]): Promise<void> {
  const schemas = parseRealSchemas(readFileSync(schemaFile, "utf8"));
  const block = toBlock(schemas.provider.block);
  const values = configure(block, {
    region: "us-east-1",
    access_key: "none",
    secret_key: "none",
    skip_credentials_validation: true,
    skip_metadata_api_check: "true",
    skip_region_validation: true,
    skip_requesting_account_id: true,
  });
  const provider = new RealProvider(binary, protoFile, { block, values });
  await provider.start();
  const lines: string[] = [];
  for (const [type, schema] of Object.entries(schemas.resource_schemas)) {
    const facts = correctFacts(type, await measureType(provider, type, toBlock(schema.block)));
    if (facts !== undefined) lines.push(`  ${JSON.stringify(type)}: ${JSON.stringify(facts)}`);
  }
  provider.stop();
  process.stdout.write(`{\n${lines.sort().join(",\n")}\n}\n`);
}

void main(process.argv.slice(2));
