import { parseAnnotatedTag } from "./git-tag";

const tag = (body: string): string =>
  ["object abc", "type commit", "tag dev_global/a/1.0", "tagger A <a@b.c> 1700000000 -0330", "", body].join(
    "\n",
  );

test("keeps the tagger's own time", () => {
  expect(parseAnnotatedTag(tag("m")).taggedAt).toBe("2023-11-14T18:43:20-03:30");
});

test("a signature is no part of the message", () => {
  const signed = tag("release\n-----BEGIN PGP SIGNATURE-----\nx\n-----END PGP SIGNATURE-----\n");
  expect(parseAnnotatedTag(signed)).toMatchObject({ message: "release", signed: true });
});

test.each([
  ["object abc\ntype commit\ntag t\n\nm", 'no "tagger" line'],
  ["object abc\ntype commit\ntag t\ntagger nobody\n\nm", "unreadable tagger"],
])("an odd tag object is refused", (text, message) => {
  expect(() => parseAnnotatedTag(text)).toThrow(message);
});
