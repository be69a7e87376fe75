import { createHash } from "node:crypto";

import { UserError } from "@tagform/outcome";

/** Reads the answer of `git cat-file --batch`: `<id> blob <size>`, the content, a line end, and so on. */
export class BlobReader {
  private buffered: Buffer[] = [];
  private length = 0;
  private index = 0;
  /** Size of the blob that is being read; undefined while its header is. */
  private expected: number | undefined;

  public constructor(
    private readonly objectIds: readonly string[],
    private readonly onBlob: (content: Buffer, index: number) => void,
  ) {}

  public push(bytes: Buffer): void {
    this.buffered.push(bytes);
    this.length += bytes.length;
    while (this.step());
  }

  /** @throws UserError if blobs are missing */
  public end(): void {
    const missing = this.objectIds[this.index];
    if (missing !== undefined) throw new UserError(`git object ${missing} could not be read`);
  }

  private step(): boolean {
    if (this.expected === undefined) return this.readHeader();
    if (this.length < this.expected + 1) return false;
    const content = this.take(this.expected);
    this.take(1);
    this.expected = undefined;
    this.verify(content);
    this.onBlob(content, this.index);
    this.index += 1;
    return true;
  }

  private readHeader(): boolean {
    const all = this.joined();
    const end = all.indexOf(0x0a);
    if (end < 0) return false;
    const header = this.take(end + 1)
      .toString("utf8")
      .trim();
    const size = /^[0-9a-f]+ blob (\d+)$/.exec(header)?.[1];
    if (size === undefined) throw new UserError(`git object could not be read: ${header}`);
    this.expected = Number(size);
    return true;
  }

  private verify(content: Buffer): void {
    const objectId = this.objectIds[this.index] ?? "";
    const algorithm = objectId.length === 64 ? "sha256" : "sha1";
    const actual = createHash(algorithm).update(`blob ${content.length}\0`).update(content).digest("hex");
    if (actual !== objectId) {
      throw new UserError(
        `git object ${objectId} is damaged: its content has the id ${actual}, run git fsck`,
      );
    }
  }

  private take(count: number): Buffer {
    const all = this.joined();
    this.buffered = [all.subarray(count)];
    this.length = all.length - count;
    return all.subarray(0, count);
  }

  private joined(): Buffer {
    const [first, ...more] = this.buffered;
    if (first === undefined) return Buffer.alloc(0);
    if (more.length === 0) return first;
    const all = Buffer.concat(this.buffered);
    this.buffered = [all];
    return all;
  }
}
