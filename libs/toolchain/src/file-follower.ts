import { closeSync, openSync, readSync } from "node:fs";

const INTERVAL_MS = 100;
const SECRET = 0o600;
const CHUNK_BYTES = 65_536;

/**
 * A file that a child writes its output to, and that is read while it grows.
 *
 * A child that writes to a pipe is ended by its next line when whoever reads the pipe was killed. One that writes to a file
 * comes to its end alone.
 */
export class FileFollower {
  /** For the child's output. */
  public readonly fd: number;
  private readonly reader: number;
  private readonly timer: NodeJS.Timeout;

  /** @throws Error if the file cannot be written; one that exists is emptied */
  public constructor(
    path: string,
    private readonly onChunk: (chunk: Buffer) => void,
  ) {
    this.fd = openSync(path, "w", SECRET);
    this.reader = openSync(path, "r");
    this.timer = setInterval(() => this.read(), INTERVAL_MS);
  }

  /** Read the rest: the child has ended. */
  public end(): void {
    clearInterval(this.timer);
    this.read();
    closeSync(this.reader);
    closeSync(this.fd);
  }

  private read(): void {
    for (;;) {
      const chunk = Buffer.alloc(CHUNK_BYTES);
      const length = readSync(this.reader, chunk);
      if (length === 0) return;
      this.onChunk(chunk.subarray(0, length));
    }
  }
}
