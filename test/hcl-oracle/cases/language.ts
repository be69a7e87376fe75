import type { OracleCase } from "../forms";

const data = (input: string) => ({ input });

export const LANGUAGE_CASES: readonly OracleCase[] = [
  {
    name: "variables",
    document: {
      variable: {
        no: { type: "bool", default: false },
        zero: { type: "number", default: 0 },
        empty: { type: "string", default: "", nullable: false },
        literal: { default: '$${x} ${y} %{z} "q" \\n', description: "${not} a %{template}" },
        deep: { default: { "${a}": ["${b}", { "c d": null }], list: [] } },
        secret: { type: "string", default: "s", sensitive: true },
        list: { type: "list(object({a=string,b=list(number)}))", default: [] },
        any: { type: "any", default: null },
        number: {
          type: "number",
          default: 3,
          validation: [
            { condition: "${var.number>1}", error_message: 'more than "1", got ${var.number}.' },
            { condition: "${var.number < 9}", error_message: "Less than 9." },
          ],
        },
        given: { type: "map(string)" },
      },
      output: {
        plain: {
          value: {
            no: "${var.no}",
            zero: "${var.zero}",
            empty: "${var.empty}",
            literal: "${var.literal}",
            deep: "${var.deep}",
            list: "${var.list}",
            any: "${var.any}",
            given: "${var.given}",
          },
        },
        secret: { value: "${var.secret}", sensitive: true, description: "it's %{literal} ${x}" },
      },
    },
    inputs: { given: { a: "${1 + 1}", 'b"': "8080" } },
  },
  {
    name: "ephemeral values",
    document: {
      variable: {
        session: {
          type: "object({role_name=string,tags=optional(map(string),{})})",
          default: { role_name: "InfraBuildRole", tags: {} },
          ephemeral: true,
        },
      },
      module: { child: { source: "./child", session: "${var.session.role_name}" } },
      resource: {
        terraform_data: {
          a: {
            input: 1,
            provisioner: {
              "local-exec": { command: "true", environment: { ROLE: "${module.child.session}" } },
            },
          },
        },
      },
    },
    files: {
      "child/main.tf.json": JSON.stringify({
        variable: { session: { ephemeral: true } },
        output: { session: { value: "${var.session}", ephemeral: true } },
      }),
    },
  },
  {
    name: "falsy locals",
    document: {
      locals: { no: false, zero: 0, empty: "", nothing: null, list: [] },
      output: { all: { value: "${[local.no, local.zero, local.empty, local.nothing, local.list]}" } },
    },
  },
  {
    name: "outputs",
    document: {
      resource: { terraform_data: { a: data("x"), b: data("y") } },
      output: {
        depends: { value: 1, depends_on: ["terraform_data.a", "${terraform_data.b}"] },
        checked: {
          value: "${terraform_data.a.output}",
          precondition: [{ condition: '${terraform_data.a.input == "x"}', error_message: 'not "x"' }],
        },
      },
    },
    repaired: {
      resource: { terraform_data: { a: data("x"), b: data("y") } },
      output: {
        depends: { value: 1, depends_on: ["terraform_data.a", "terraform_data.b"] },
        checked: {
          value: "${terraform_data.a.output}",
          precondition: [{ condition: '${terraform_data.a.input == "x"}', error_message: 'not "x"' }],
        },
      },
    },
  },
  {
    name: "count and for_each",
    document: {
      resource: {
        terraform_data: {
          counted: { count: 2, input: "${count.index}" },
          tokenCount: { count: "${length(terraform_data.counted)}", input: "${count.index * 2}" },
          list: { for_each: '${toset(["a", "b c"])}', input: "${each.key}" },
          map: { for_each: { x: "1", "y z": "2" }, input: "${each.value}-${each.key}" },
          chained: { for_each: "${terraform_data.map}", input: "${each.value.output}" },
        },
      },
      output: {
        all: { value: "${[for r in terraform_data.chained : r.input]}" },
        first: { value: '${terraform_data.list["b c"].input}' },
        splat: { value: "${terraform_data.counted[*].input}" },
      },
    },
  },
  {
    name: "lifecycle",
    document: {
      resource: {
        terraform_data: {
          a: { input: "x", lifecycle: { prevent_destroy: false, create_before_destroy: true } },
          all: { input: "x", lifecycle: { ignore_changes: "all" } },
          some: { input: { k: 1 }, lifecycle: { ignore_changes: ["input", "triggers_replace"] } },
          byText: {
            input: 1,
            lifecycle: { replace_triggered_by: ["terraform_data.a.output", "terraform_data.all"] },
          },
          conditions: {
            input: "é",
            lifecycle: {
              precondition: [
                {
                  condition: '${terraform_data.a.input == "x"}',
                  error_message: 'a is "${terraform_data.a.input}"',
                },
              ],
              postcondition: { condition: "${self.input != null}", error_message: "input is null\n" },
            },
          },
          after: { input: 1, depends_on: ["terraform_data.a", "terraform_data.all"] },
          override: { input: 1, lifecycle: [{ prevent_destroy: false }] },
        },
      },
    },
  },
  {
    name: "constructs in replace_triggered_by",
    document: {
      resource: {
        terraform_data: {
          a: data("x"),
          counted: { count: 1, input: 1 },
          b: {
            lifecycle: {
              replace_triggered_by: ["${terraform_data.a}", "${terraform_data.counted}[0].input"],
            },
          },
        },
      },
    },
    repaired: {
      resource: {
        terraform_data: {
          a: data("x"),
          counted: { count: 1, input: 1 },
          b: { lifecycle: { replace_triggered_by: ["terraform_data.a", "terraform_data.counted[0].input"] } },
        },
      },
    },
  },
];
