import { StringDecoder } from "node:string_decoder";

/** Cuts a stream of bytes into lines; a character or line end that is split between chunks survives. */
export class LineSplitter {
  private readonly decoder = new StringDecoder("utf8");
  private rest = "";

  public constructor(private readonly onLine: (line: string) => void) {}

  public push(chunk: Buffer): void {
    const lines = (this.rest + this.decoder.write(chunk)).split("\n");
    this.rest = lines.pop() ?? "";
    for (const line of lines) this.onLine(line.replace(/\r$/, ""));
  }

  /** Hand over a last line that has no line end. */
  public end(): void {
    const last = this.rest + this.decoder.end();
    this.rest = "";
    if (last !== "") this.onLine(last);
  }
}
