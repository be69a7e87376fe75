import { createHash } from "node:crypto";

import { BlobReader } from "./blob-reader";

const idOf = (content: string): string =>
  createHash("sha1")
    .update(`blob ${Buffer.byteLength(content)}\0${content}`)
    .digest("hex");
const answer = (content: string): string =>
  `${idOf(content)} blob ${Buffer.byteLength(content)}\n${content}\n`;

test("reads blobs from chunks of any size", () => {
  const contents = ["", "a\n", "x".repeat(100), "\n\n"];
  const bytes = Buffer.from(contents.map(answer).join(""));
  for (const size of [1, 7, 64, 1000]) {
    const read: string[] = [];
    const reader = new BlobReader(contents.map(idOf), (content) => void read.push(content.toString()));
    for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
    reader.end();
    expect(read).toEqual(contents);
  }
});

test("a damaged, missing or absent object is named", () => {
  const reader = (): BlobReader => new BlobReader([idOf("good")], () => undefined);
  expect(() => reader().push(Buffer.from("aa blob 3\nbad\n"))).toThrow(
    `git object ${idOf("good")} is damaged`,
  );
  expect(() => reader().push(Buffer.from("aa missing\n"))).toThrow("could not be read: aa missing");
  expect(() => reader().end()).toThrow(`git object ${idOf("good")} could not be read`);
});
