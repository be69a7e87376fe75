import type { JsonValue } from "@tagform/hcl";

import type { OracleCase } from "../forms";

/** A case with values that may use `local.name` (text with quotes), `local.list` and `local.number`. */
function values(name: string, outputs: Readonly<Record<string, JsonValue>>): OracleCase {
  return {
    name,
    document: {
      locals: {
        ...Object.fromEntries(Object.entries(outputs).map(([key, value]) => [`case-${key}`, value])),
        name: 'a "b" \\ c',
        list: ["x", "y"],
        number: 5,
        map: { k: "v" },
      },
      output: Object.fromEntries(
        Object.keys(outputs).map((key) => [
          key,
          { value: `\${local.case-${key}}`, description: "${literal}" },
        ]),
      ),
      resource: {
        terraform_data: Object.fromEntries(
          Object.entries(outputs).map(([key, value]) => [key, { input: value, triggers_replace: [value] }]),
        ),
      },
    },
  };
}

export const STRING_CASES: readonly OracleCase[] = [
  values("json text with a token", {
    policy: JSON.stringify({ Resource: "${local.name}", Action: ["s3:*"] }),
    variables: JSON.stringify({ Resource: "arn:aws:s3:::b/$${aws:username}/*", Other: "${local.number}" }),
    nested: JSON.stringify({ inner: JSON.stringify({ a: '"${local.number}"' }) }),
  }),
  values("json text stays text", {
    object: JSON.stringify({ a: [1] }),
    list: "[1, 2]",
    unclosed: "[not a list",
    quoted: '"hi" she said',
    number: "8080",
    boolean: "true",
    nothing: "null",
    empty: "",
  }),
  values("quotes around a token", {
    said: 'say "hi" to ${local.name}',
    joined: 'pre-${join(",", local.list)}-"q"',
    conditional: '%{ if local.number == 5 }"yes"%{ else }no%{ endif }',
  }),
  values("backslashes", {
    pattern: "^\\d+$",
    printf: "printf 'a\\tb\\n'",
    escapedQuote: 'a\\"b',
    last: "ends in \\",
    withToken: "\\${local.number}\\",
    unicode: "\\u0041",
  }),
  values("lines", {
    script: '#!/bin/bash\necho "$HOME" ${local.number}\n\n\tindented \\n\n',
    unended: "a\nb",
    onlyEnd: "a\n",
    crlf: "a\r\nb\r\n",
    cr: "a\rb",
    eot: "a\nEOT\nb\n",
    indentedMarker: "a\n  EOT\nb\n",
    allMarkers: "EOT\nEOF\nTEXT\n",
    leading: "\n\n  a\n",
    trailingSpace: "a  \nb\t\n",
    escapes: "$${a}\n%%{b}\n$$\n",
    object: { script: "a\nb\n", other: 1, list: ["a\nb\n"] },
  }),
  values("dollars and percents", {
    escaped: "$${x} %%{x}",
    many: "$$${x} $$$${x} %%%{x}",
    alone: "$ % $$ %% {x} $x %x",
    atEnd: "cost $",
    beforeQuote: '$"',
    beforeBackslash: "$\\",
    beforeLine: "$\n${local.number}\n",
    beforeToken: "%${local.number}",
    beforeDirective: "$%{ if true }y%{ endif }",
  }),
  values("trim markers", {
    both: "a ${~ local.number ~} b",
    lines: "a \n\n  ${~ local.number ~}  \n \n b",
    loop: "%{ for x in local.list ~}\n  ${x}\n%{ endfor ~}\nend",
    nothingLeft: " ${~ local.number ~} ",
    between: "${local.number ~}   ${~ local.number}",
    dollarBefore: "a$  ${~ local.number}",
    carriageReturn: "${local.number ~} \r \r\n y",
    alone: "${~ local.number ~}",
  }),
  values("line ends in front of trim markers", {
    percentSpace: "a% \n${~ local.number}",
    dollarReturn: "a$\r\n  ${~ local.number}b$\r\n${~ local.number}",
    dollarLine: "a$\n${~ local.number}",
  }),
  values("a lone carriage return ends the template", {
    token: "${local.number}\r${local.number}\n${local.number}",
    directive: "\r%{ if true }y%{ endif }",
    escapes: "\r$${a} $$${b} $$$${c} %%{d}",
    trimmed: "${local.number ~}\r \n a",
  }),
  values("a byte order mark at the start is dropped", {
    text: "\ufeffa\ufeff",
    sole: "\ufeff${local.number}",
    key: { "\ufeffk": 1 },
  }),
  values("odd characters", {
    control: "\u0000\u0001\u001f\u007f\u0085",
    separators: "\u2028\u2029\ufeff\u00a0",
    emoji: "👩‍👩‍👧 é é 日本",
    tab: "a\tb",
    half: "\ud83d!",
  }),
  values("expressions", {
    number: "${local.number}",
    sum: "${local.number+1}",
    negative: "${-local.number}",
    negativeText: "x${-local.number}",
    conditional: "${local.number>3?[1]:[]}",
    loop: '${[for x in local.list:upper(x) if x!="y"]}',
    map: "${{for k,v in local.map:k=>v}}",
    grouped: "${{for x in local.list:x=>x...}}",
    object: '${{a=1,"b-c":2, (local.number)=3}}',
    splat: '${jsonencode([{a=1}].*.a)}${join(",",[{a="z"}][*].a)}',
    index: '${local.map["k"]}${local.list[0]}',
    nested: '${"${"${local.number}"}"}',
    nestedText: '${"a${"b${local.number}"}"}',
    withStrings: '${format("%s-%s", "}", "\\"{")}',
    lines: "${{\n  a = 1\n  b = [\n    1,\n    2\n  ]\n  # a comment\n  c = {\n  }\n}}",
    operators: "${(1+ /* why */ 2)*3-1 // end\n}",
    heredoc: '${<<EOT\n  a ${local.number} "q" \\n\n\n b\nEOT\n}',
    indentedHeredoc: "${upper(<<-EOT\n    a\n\n      ${local.number} b\n    EOT\n)}",
    json: '${jsonencode({a = "b", c = [1, null, true]})}',
    notUnwrapped: '${local.number}${""}',
    boolean: "${!false&&true||1<=2}",
  }),
  values("collections", {
    mixed: [1, "1", true, null, [1, [2]], { a: null }],
    empty: [[], {}],
    keys: { "a b": 1, "a.b": 2, 'q"q': 3, "${local.number}": 4, "x${local.number}": 5, "$${x}": 6, for: 7 },
    keywords: { true: 1, null: 2, in: 3, if: 4, "1a": 5, "//": 6, "": 7, ключ: 8 },
    deep: { a: { b: { c: [{ d: ["${local.number}", { e: "f" }] }] } } },
    numbers: [0, -1, 1.5, 1e21, 1e-7, 12345678901, -0.25],
    equalsInKeys: { "${jsonencode({a = 1})}": 1, b: 2, "p${jsonencode({a = 1})}": 3 },
    longList: Array.from({ length: 20 }, (_, index) => `element number ${index}`),
    lists: [["a", "b"], ["c"]],
  }),
];
