import { UserError } from "@tagform/outcome";

/** An annotated tag, as its object says. */
export interface AnnotatedTag {
  /** Object that it tags. */
  readonly object: string;
  /** Type of that object: `commit` unless someone tagged something else. */
  readonly type: string;
  /** Name in the tag object; the reference that points to it may have another. */
  readonly name: string;
  readonly tagger: { readonly name: string; readonly email: string };
  /** ISO 8601 with the tagger's offset. */
  readonly taggedAt: string;
  /** Without a signature. */
  readonly message: string;
  readonly signed: boolean;
}

const TAGGER = /^(?<name>.*?) ?<(?<email>[^<>]*)> (?<seconds>-?\d+) (?<offset>[+-]\d{4})$/;
const SIGNATURE = /^-----BEGIN (PGP SIGNATURE|PGP MESSAGE|SSH SIGNATURE|SIGNED MESSAGE)-----$/m;

/** Read the text of a tag object (`git cat-file tag`). */
export function parseAnnotatedTag(text: string): AnnotatedTag {
  const end = text.indexOf("\n\n");
  const head = end < 0 ? text : text.slice(0, end);
  const body = end < 0 ? "" : text.slice(end + 2);
  const header = (key: string): string => {
    const line = head.split("\n").find((candidate) => candidate.startsWith(`${key} `));
    if (line === undefined) throw new UserError(`git tag object has no "${key}" line`);
    return line.slice(key.length + 1);
  };
  const { name, email, seconds, offset } = TAGGER.exec(header("tagger"))?.groups ?? {};
  if (name === undefined || email === undefined || seconds === undefined || offset === undefined) {
    throw new UserError(`git tag object has an unreadable tagger "${header("tagger")}"`);
  }
  const signature = body.search(SIGNATURE);
  return {
    object: header("object"),
    type: header("type"),
    name: header("tag"),
    tagger: { name, email },
    taggedAt: isoTime(Number(seconds), offset),
    message: (signature < 0 ? body : body.slice(0, signature)).trim(),
    signed: signature >= 0 || head.includes("\ngpgsig"),
  };
}

/** Seconds since 1970 and `+0200` as `2026-11-21T13:00:00+02:00`. */
function isoTime(seconds: number, offset: string): string {
  const sign = offset.startsWith("-") ? -1 : 1;
  const minutes = sign * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(3, 5)));
  const local = new Date((seconds + minutes * 60) * 1000).toISOString().slice(0, 19);
  return `${local}${offset.slice(0, 3)}:${offset.slice(3)}`;
}
