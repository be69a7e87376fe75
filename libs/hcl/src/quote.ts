const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

const SPECIAL = /["\\\p{Cc}\p{Cs}\u2028\u2029\ufeff]/gu;

/** Template text as it stands between quotes. Its escapes `$${` and `%%{` stay as they are. */
export function quoteLiteral(text: string): string {
  return text.replace(SPECIAL, escapeCharacter);
}

function escapeCharacter(character: string): string {
  const short = SHORT_ESCAPES[character];
  if (short !== undefined) return short;
  const code = character.charCodeAt(0);
  // Half of a surrogate pair is no character: Terraform reads it from JSON as the replacement character.
  if (code >= 0xd800 && code <= 0xdfff) return "\ufffd";
  return `\\u${code.toString(16).padStart(4, "0")}`;
}

/** Plain text as template text: `${` and `%{` become the characters themselves. */
export function escapeTemplate(text: string): string {
  return text.includes("{") ? text.replace(/[$%](?=\{)/g, "$&$&") : text;
}

/** Plain text as a quoted string. */
export function quotePlain(text: string): string {
  return `"${quoteLiteral(escapeTemplate(text))}"`;
}

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** Names that mean something else as a bare key of an object. */
const KEYWORDS = new Set(["for", "true", "false", "null"]);

/** Whether `name` can be the name of an argument or a block. */
export function isIdentifier(name: string): boolean {
  return IDENTIFIER.test(name) || /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(name);
}

/** Whether `key` means itself as a bare key of an object. */
export function isBareKey(key: string): boolean {
  return IDENTIFIER.test(key) && !KEYWORDS.has(key);
}
