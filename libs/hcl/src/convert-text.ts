import { UserError } from "@tagform/outcome";

import { type Conversion, convert } from "./convert";
import { readJson } from "./read-json";
import { isList, isObject, type JsonValue } from "./terraform-json";

/**
 * Converts the text of a `.tf.json` file.
 *
 * @param name what the text is called in messages: the file's path
 * @throws UserError that starts with `name`: the text is not JSON (with line and column), not Terraform's JSON
 *   syntax, or holds a broken template
 */
export function convertText(text: string, name: string): Conversion {
  const documents = documentsOf(readJson(text, name), name);
  const conversions = documents.map((document) => convertNamed(document, name));
  return {
    hcl: conversions
      .map(({ hcl }) => hcl)
      .filter((hcl) => hcl !== "")
      .join("\n"),
    warnings: conversions.flatMap(({ warnings }) => warnings),
  };
}

function documentsOf(value: JsonValue, name: string) {
  if (isObject(value)) return [value];
  if (isList(value) && value.every(isObject)) return value;
  throw new UserError(`${name} is not Terraform JSON: its top is not an object`);
}

function convertNamed(document: Parameters<typeof convert>[0], name: string): Conversion {
  try {
    return convert(document);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${name}: ${error.message}`, { cause: error });
  }
}
