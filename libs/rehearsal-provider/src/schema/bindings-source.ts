/** The parts of a compiled binding (`@cdktf/provider-aws/lib/<resource>/index.js`) that say what its schema is. */
export interface BindingsSource {
  /** Text of each class by its name. */
  readonly classes: ReadonlyMap<string, string>;
  /** Text of each top-level function by its name. */
  readonly functions: ReadonlyMap<string, string>;
}

/** One entry of `synthesizeHclAttributes`, or of a `...ToHclTerraform` function. */
export interface Argument {
  /** Name in Terraform: `cidr_block`. */
  readonly name: string;
  /** Name in the class: `cidrBlock`. */
  readonly property: string;
  /** The expression that converts the value. */
  readonly expression: string;
  readonly collection: string;
  readonly storage: string;
}

/** One getter: an attribute that can be read, by its Terraform name. */
export interface Getter {
  readonly name: string;
  readonly property: string;
  readonly expression: string;
}

/** One nested object of a class: `this._accessLogs = new LbAccessLogsOutputReference(this, "access_logs")`. */
export interface Part {
  readonly className: string;
  readonly wrapsSet: boolean;
}

const DECLARATION = /^(class|function) (\w+)/gm;
const ARGUMENT =
  /^ +(\w+): \{\n +value: (?:\S+ === undefined \? null : )?(.+),\n +isBlock: \w+,\n +type: "(\w+)",\n +storageClassType: "(\w+)",$/gm;
const PROPERTY = /\((?:this\._|struct\.)(\w+)/;
const GETTER = /^ {4}get (\w+)\(\) \{\n +return (.+);$/gm;
const ATTRIBUTE_NAME = /this\.\w+\('(\w+)'\)/;
const RESET = /^ {4}reset(\w+)\(\) \{\n +this\._(\w+?)(?:\.internalValue)? = undefined;$/gm;
const PART = /this\._\w+ = new ([\w.]+)\(this, "(\w+)"(?:, (true|false))?\)/g;

export function parseBindings(text: string): BindingsSource {
  const classes = new Map<string, string>();
  const functions = new Map<string, string>();
  const declarations = [...text.matchAll(DECLARATION)];
  declarations.forEach((declaration, index) => {
    const end = declarations[index + 1]?.index ?? text.length;
    const [, kind, name = ""] = declaration;
    (kind === "class" ? classes : functions).set(name, text.slice(declaration.index, end));
  });
  return { classes, functions };
}

/** The arguments that a class or a conversion function writes. */
export function argumentsOf(text: string): Argument[] {
  return [...text.matchAll(ARGUMENT)].map((match) => {
    const [, name = "", expression = "", collection = "", storage = ""] = match;
    return { name, property: PROPERTY.exec(expression)?.[1] ?? name, expression, collection, storage };
  });
}

/** The attributes that a class reads directly, nested objects excluded. */
export function gettersOf(classText: string): Getter[] {
  return [...classText.matchAll(GETTER)].flatMap(([, property = "", expression = ""]) => {
    const name = ATTRIBUTE_NAME.exec(expression)?.[1];
    return name === undefined ? [] : [{ name, property, expression }];
  });
}

/** The nested objects of a class by their Terraform name. */
export function partsOf(classText: string): Map<string, Part> {
  const parts = [...classText.matchAll(PART)];
  return new Map(
    parts.map(([, className = "", name = "", wrapsSet]) => [
      name,
      { className, wrapsSet: wrapsSet === "true" },
    ]),
  );
}

/**
 * The properties that may be left out: the bindings give only optional arguments a reset method. One is called by another
 * name than its field where that would be a method of every object: `equalTo`, kept in `_equals`.
 */
export function optionalPropertiesOf(classText: string): Set<string> {
  return new Set(
    [...classText.matchAll(RESET)].flatMap(([, method = "", field = ""]) => [
      `${method.charAt(0).toLowerCase()}${method.slice(1)}`,
      field,
    ]),
  );
}
