import type { OracleCase } from "../forms";

const data = (input: string) => ({ input });

/** Modules, data sources, checks, provisioners, and how a document is written. */
export const MODULE_CASES: readonly OracleCase[] = [
  {
    name: "data sources",
    document: {
      data: {
        terraform_remote_state: {
          other: {
            backend: "local",
            config: { path: "${path.module}/other.tfstate" },
            defaults: { a: "x", 'b"': [1] },
            lifecycle: { postcondition: [{ condition: '${self.backend == "local"}', error_message: "no" }] },
          },
          many: {
            for_each: { a: 1 },
            backend: "local",
            workspace: "default",
            config: { path: "${path.module}/other.tfstate" },
            depends_on: ["local.x"],
          },
        },
      },
      locals: { x: 1 },
      output: { a: { value: "${data.terraform_remote_state.other.outputs}" } },
    },
    files: {
      "other.tfstate": JSON.stringify({
        version: 4,
        terraform_version: "1.11.4",
        serial: 1,
        lineage: "11111111-1111-1111-1111-111111111111",
        outputs: { c: { value: "z", type: "string" } },
        resources: [],
      }),
    },
  },
  {
    name: "check",
    document: {
      resource: { terraform_data: { a: data("x") } },
      check: {
        health: {
          data: {
            terraform_remote_state: {
              other: {
                backend: "local",
                config: { path: "${path.module}/none.tfstate" },
                defaults: { up: true },
              },
            },
          },
          assert: [
            { condition: '${terraform_data.a.input == "x"}', error_message: 'a is not "x"' },
            { condition: "${terraform_data.a.input != null}", error_message: "null" },
          ],
        },
        plain: { assert: { condition: '${terraform_data.a.input != "y"}', error_message: "y" } },
      },
    },
    files: {
      "none.tfstate": JSON.stringify({
        version: 4,
        terraform_version: "1.11.4",
        serial: 1,
        lineage: "11111111-1111-1111-1111-111111111111",
        outputs: {},
        resources: [],
      }),
    },
  },
  {
    name: "modules",
    document: {
      locals: { flag: true },
      resource: { terraform_data: { a: data("x") } },
      module: {
        plain: { source: "./child", text: "8080", any: '{"a":[1]}', lines: "a\nb\n" },
        counted: { source: "./child", count: "${local.flag ? 2 : 0}", text: "${count.index}" },
        each: {
          source: "./child",
          for_each: { a: { x: 1 }, b: { x: 2 } },
          text: "${each.key}",
          any: { list: ["${each.value.x}", { key: '"${each.key}"' }], "odd key": null },
          depends_on: ["terraform_data.a"],
        },
      },
      output: {
        plain: { value: "${module.plain.any}" },
        each: { value: "${[for m in module.each : m.any]}" },
      },
    },
    files: {
      "child/main.tf.json": JSON.stringify({
        variable: { text: { type: "string" }, any: { default: null }, lines: { default: "" } },
        resource: { terraform_data: { d: { input: "${var.text}" } } },
        output: { any: { value: "${[var.any, var.lines, terraform_data.d.output]}" } },
      }),
    },
  },
  {
    name: "provisioners",
    produces: "out.txt",
    document: {
      resource: {
        terraform_data: {
          a: {
            input: 'it\'s "q" \\',
            provisioner: [
              {
                "local-exec": {
                  command: "printf '%s\\n' \"$TEXT\" > out.txt\nprintf 'b\\n' >> out.txt\n",
                  working_dir: "${path.module}",
                  interpreter: ["/bin/sh", "-c"],
                  environment: { TEXT: "${self.input}", PORT: "8080" },
                },
              },
              { "local-exec": { command: "false", on_failure: "continue" } },
              { "local-exec": { command: "echo bye", when: "destroy", quiet: true } },
            ],
          },
          connected: {
            count: 0,
            connection: { type: "ssh", host: "h", private_key: "-----BEGIN\nabc\n-----END\n", port: 22 },
            provisioner: [
              { "remote-exec": { inline: ["echo a", 'echo "${self.id}"'] } },
              { file: { content: "a\nb", destination: "/tmp/x", connection: { host: "${self.id}" } } },
            ],
          },
        },
      },
    },
  },
  {
    name: "moved in a module",
    document: {
      resource: { terraform_data: { b: data("x"), c: { count: 1, input: 1 } } },
      moved: [
        { from: "terraform_data.a", to: "terraform_data.b" },
        { from: "terraform_data.old", to: "terraform_data.c[0]" },
      ],
    },
  },
  {
    name: "settings",
    document: {
      terraform: { required_version: ">= 1.5, < 99.0.0" },
      locals: [{ a: 1 }, { b: "${local.a}" }],
      "//": { metadata: { version: "0.21.0", stackName: "${x" } },
      resource: { terraform_data: { a: { "//": { metadata: { path: "a/${b}" } }, input: "${local.b}" } } },
      output: { a: { "//": {}, value: "${terraform_data.a.output}" } },
    },
  },
  {
    name: "names",
    document: {
      resource: { terraform_data: { "with-hyphen": data("x"), _under: data("y"), UPPER_1: data("z") } },
      locals: { "a-b": 1 },
      output: { "with-hyphen": { value: "${terraform_data.with-hyphen.output}${local.a-b}" } },
    },
  },
];
