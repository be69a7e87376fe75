import { type CellTags, chooseTags, type QueuedTag } from "./choose-tags";

const CELL = "dev_us-east-1/research";
const name = (version: string): string => `${CELL}/${version}`;
const id = (version: string): string => `object of ${version}`;
const tags = (...versions: string[]): CellTags["tags"] =>
  versions.map((version) => ({ name: name(version), objectId: id(version), version }));
const queued = (version: string, overrides: Partial<QueuedTag> = {}): QueuedTag => ({
  ...{ tag: name(version), version, tagObject: id(version), commit: "c", state: "ended" },
  ...overrides,
});
const recorded = (version: string, deployed = true, tagObject = id(version)) => ({
  ...{ tag: name(version), tagObject, commit: "c", deployed },
});

/** What is chosen, as text: `1.0 publish`. */
function chosen(request: Partial<CellTags> & Pick<CellTags, "tags">): string[] {
  const all = chooseTags({ queued: [], recorded: { tags: [] }, ...request });
  return all.map(({ version, choice }) => `${version} ${choice}`);
}

test("lower versions that nobody has seen come before the wanted one, higher ones wait for their own event", () => {
  const request = { tags: tags("1.10", "1.2", "2.0", "1.1"), wanted: name("1.10") };
  expect(chosen(request)).toEqual(["1.1 publish", "1.2 publish", "1.10 publish"]);
});

test("a sweep takes all that nobody has seen", () => {
  expect(chosen({ tags: tags("1.1", "1.0", "1.2"), queued: [queued("1.0")] })).toEqual([
    "1.0 known",
    "1.1 publish",
    "1.2 publish",
  ]);
});

test("a repeated event finds its tag known", () => {
  expect(chosen({ tags: tags("1.0"), queued: [queued("1.0")], wanted: name("1.0") })).toEqual(["1.0 known"]);
});

test("a version below the highest that was queued is late, whoever asks", () => {
  const request = { tags: tags("1.0", "1.1"), queued: [queued("1.1")] };
  expect(chosen({ ...request, wanted: name("1.0") })).toEqual(["1.0 late"]);
  expect(chosen(request)).toEqual(["1.0 late", "1.1 known"]);
});

test("a refused tag is known, and makes no lower one late", () => {
  const refused = queued("2.0", { state: "refused" });
  expect(chosen({ tags: tags("1.0", "2.0"), queued: [refused] })).toEqual(["1.0 publish", "2.0 known"]);
});

test("a tag that was refused for ever says why to whoever asks for it, whatever it points to now", () => {
  const refused = queued("1.0", { state: "refused", reason: "too late", tagObject: "other" });
  const request = { tags: tags("1.0"), queued: [refused] };
  expect(chosen(request)).toEqual(["1.0 known"]);
  expect(chooseTags({ ...request, recorded: { tags: [] }, wanted: name("1.0") })).toMatchObject([
    { choice: "refused", reason: "too late" },
  ]);
});

test("equal versions of different tags are both delivered", () => {
  expect(chosen({ tags: tags("1.0.0", "1.0"), queued: [queued("1.0")] })).toEqual([
    "1.0 known",
    "1.0.0 publish",
  ]);
});

test("a tag that points to another object than the queued one was moved", () => {
  const request = { tags: tags("1.0"), queued: [queued("1.0", { tagObject: "other" })] };
  expect(chosen(request)).toEqual(["1.0 moved"]);
});

describe("what laptops deployed before", () => {
  test("is not deployed again by a sweep, and is where someone asks for it", () => {
    const request = { tags: tags("1.0"), recorded: { highest: "1.0", tags: [recorded("1.0")] } };
    expect(chosen(request)).toEqual(["1.0 known"]);
    expect(chosen({ ...request, wanted: name("1.0") })).toEqual(["1.0 publish"]);
  });

  test("makes lower versions late: an old repository is not deployed from its beginning", () => {
    const request = {
      tags: tags("1.0", "1.1", "1.2"),
      recorded: { highest: "1.1", tags: [recorded("1.1")] },
    };
    expect(chosen(request)).toEqual(["1.0 late", "1.1 known", "1.2 publish"]);
    expect(chosen({ ...request, wanted: name("1.2") })).toEqual(["1.2 publish"]);
  });

  test("must not have moved since, unless no run of it came as far as apply", () => {
    const moved = (deployed: boolean) => ({ highest: "1.0", tags: [recorded("1.0", deployed, "other")] });
    expect(chosen({ tags: tags("1.0"), recorded: moved(true) })).toEqual(["1.0 moved"]);
    expect(chosen({ tags: tags("1.0"), recorded: moved(false) })).toEqual(["1.0 publish"]);
  });
});
