import { nearest } from "@tagform/deployment";

/** `, did you mean "X_Y"?`, or nothing: for identifiers in capitals, where `didYouMean` compares small letters. */
export function didYouMeanIdentifier(text: string, known: readonly string[]): string {
  const small = known.map((each) => each.toLowerCase());
  const match = nearest(text, small);
  return match === undefined ? "" : `, did you mean "${match.toUpperCase()}"?`;
}
