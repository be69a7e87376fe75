import { StatusLine } from "./status-line";

/** What a terminal shows after the texts: each carriage return and erasure begins the last line anew. */
function shown(texts: readonly string[]): string[] {
  const lines = texts.join("").split("\n");
  return lines.map((line) => line.split("\r\u001b[2K").at(-1) ?? "");
}

function lineOn(isLive: boolean, width = 80) {
  const written: string[] = [];
  const line = new StatusLine({ write: (text) => written.push(text) }, isLive, width);
  const note = (text: string): void => line.above(() => void written.push(`${text}\n`));
  return { line, note, written };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test("it tells what runs and for how long, below everything else", () => {
  const { line, note, written } = lineOn(true);
  line.start("verify");
  note("verify: tflint: passed");
  jest.advanceTimersByTime(3_000);
  expect(shown(written)).toEqual(["verify: tflint: passed", "verify ... 3 s"]);
});

test("nothing of it is left at the end", () => {
  const { line, note, written } = lineOn(true);
  line.start("verify");
  line.stop();
  note("done");
  jest.advanceTimersByTime(3_000);
  expect(shown(written)).toEqual(["done", ""]);
});

test("where nobody watches there are plain lines, and no control character", () => {
  const { line, note, written } = lineOn(false);
  line.start("verify");
  note("verify: tflint: passed");
  jest.advanceTimersByTime(3_000);
  line.stop();
  expect(written).toEqual(["verify: tflint: passed\n"]);
});

test("it never wraps on a narrow terminal, where it could not be erased", () => {
  const { line, written } = lineOn(true, 12);
  line.start("the rehearsal provider");
  expect((shown(written)[0] ?? "").length).toBeLessThan(12);
  line.stop();
});
