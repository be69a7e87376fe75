/**
 * Recovers from the compiled AWS bindings which nested keys are blocks, and writes
 * src/aws-block-schema.generated.json. With --check it writes nothing and fails when the file differs.
 *
 * The bindings' `isBlock` is not the block flag (it says "complex type"). The flag is in the mappers:
 *   cdktf.listMapperHcl(fn, true)   a block        cdktf.listMapperHcl(fn, false)  a list of objects
 *   fn(x)                           a block, except type "struct", which only `timeouts` is
 *   cdktf.anyToHclTerraform(x)      the generator skipped it: nobody knows
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const PACKAGE = "@cdktf/provider-aws";
const TARGET = fileURLToPath(new URL("../src/aws-block-schema.generated.json", import.meta.url));

const WRITER = /^(?:function (\w+)ToHclTerraform\(struct\) \{|    (synthesizeHclAttributes)\(\) \{)$/;
const END = /^(?: {4}| {8})\};$/;
const KEY = /^ +(?:'([^']+)'|"([^"]+)"|(\w+)): \{$/;
const VALUE = /^ +value: (?:(?:struct|this)\.\w+ === undefined \? null : )?(.+)\((?:struct|this)\.[\w.]+\),$/;
const TYPE = /^ +type: "(\w+)",$/;

const BLOCKS = /^cdktf\.listMapperHcl\((?:\w+\.)?(\w+)ToHclTerraform, true\)$/;
const OBJECTS =
  /^cdktf\.listMapperHcl\((?:(?:\w+\.)?(?!cdktf\.)\w+ToHclTerraform|cdktf\.hashMapperHcl\(.+\)), false\)$/;
const MAP = /^cdktf\.hashMapperHcl\(/;
const SCALARS =
  /^cdktf\.(?:listMapperHcl\()*(?:cdktf\.)?(?:listMapperHcl\()?(?:cdktf\.)?(?:string|number|boolean)ToHclTerraform/;
const ANY = /anyToHclTerraform/;
const DIRECT = /^(?:\(0, \w+\.(\w+)ToHclTerraform\)|(\w+)ToHclTerraform)$/;

/** What one `value:` line says: a block with its writer's name, an attribute that takes objects, or nothing. */
function classify(file, key, mapper, type) {
  const list = BLOCKS.exec(mapper);
  if (list) return { block: list[1] };
  if (mapper.startsWith("cdktf.") && ANY.test(mapper)) return { suffix: "?" };
  if (MAP.test(mapper) || (OBJECTS.test(mapper) && !SCALARS.test(mapper))) return { suffix: "=" };
  if (SCALARS.test(mapper)) return undefined;
  const direct = DIRECT.exec(mapper);
  if (direct === null) throw new Error(`${file}: no rule for "${key}: ${mapper}"`);
  return type === "struct" && key !== "timeouts" ? { suffix: "=" } : { block: direct[1] ?? direct[2] };
}

/** Every writer of a file, as its list of [key, what it is]. */
function readWriters(file, writers = new Map()) {
  let entries, key, mapper;
  for (const line of readFileSync(file, "utf8").split("\n")) {
    const writer = WRITER.exec(line);
    if (writer) writers.set(writer[1] ?? "", (entries = []));
    else if (entries === undefined) continue;
    else if (END.test(line) && key === undefined) entries = undefined;
    else if (KEY.test(line)) key = KEY.exec(line).slice(1).find(Boolean);
    else if (VALUE.test(line)) mapper = VALUE.exec(line)[1];
    else if (TYPE.test(line) && key !== undefined && mapper !== undefined) {
      entries.push([key, classify(file, key, mapper, TYPE.exec(line)[1])]);
      key = mapper = undefined;
    }
  }
  return writers;
}

/** `a{b c=} d e?`: blocks a and d, an attribute c that takes objects, and e that nobody knows. */
function render(writers, name) {
  const entries = writers.get(name);
  if (entries === undefined) throw new Error(`no writer "${name}"`);
  return entries
    .filter(([, what]) => what !== undefined)
    .map(([key, { block, suffix }]) => {
      if (block === undefined) return key + suffix;
      const inner = render(writers, block);
      return inner === "" ? key : `${key}{${inner}}`;
    })
    .join(" ");
}

function filesOf(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith(".js"))
    .map((file) => path.join(folder, file));
}

function recover(root) {
  const schema = { provider: "", resource: {}, data: {} };
  for (const folder of readdirSync(path.join(root, "lib")).sort()) {
    const index = path.join(root, "lib", folder, "index.js");
    if (!folder.includes(".")) add(schema, path.join(root, "lib", folder), readFileSync(index, "utf8"));
  }
  return schema;
}

function add(schema, folder, index) {
  const base = /^class \w+ extends cdktf\.Terraform(Resource|DataSource|Provider) \{$/m.exec(index)?.[1];
  const type = /terraformResourceType: '(\w+)'/.exec(index)?.[1];
  if (base === undefined || type === undefined)
    throw new Error(`${folder}: not a resource, data source or provider`);
  const writers = new Map();
  for (const file of filesOf(folder)) readWriters(file, writers);
  const text = render(writers, "");
  if (base === "Provider") schema.provider = text;
  else schema[base === "Resource" ? "resource" : "data"][type] = text;
}

const sorted = (record) => Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

function main() {
  const manifest = createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`);
  const { version, cdktf } = JSON.parse(readFileSync(manifest, "utf8"));
  const { provider, resource, data } = recover(path.dirname(manifest));
  const schema = {
    binding: `${PACKAGE}@${version}`,
    providerVersion: cdktf.provider.version,
    provider,
    resource: sorted(resource),
    data: sorted(data),
  };
  const text = `${JSON.stringify(schema, null, 1)}\n`;
  if (!process.argv.includes("--check")) writeFileSync(TARGET, text);
  else if (readFileSync(TARGET, "utf8") !== text) {
    console.error(
      `${path.basename(TARGET)} is not what ${schema.binding} says: run node libs/hcl/scripts/recover-block-schema.mjs`,
    );
    process.exitCode = 1;
  }
}

main();
