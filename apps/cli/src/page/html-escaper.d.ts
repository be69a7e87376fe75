// The package has no types of its own.
declare module "html-escaper" {
  /** Text as it may stand between tags and in quoted attributes. */
  export function escape(text: string): string;
}
