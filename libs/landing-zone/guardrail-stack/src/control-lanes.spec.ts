import { controlLanes, type ControlTurn } from "./control-lanes";

const turn = (id: string, more: Partial<ControlTurn> = {}): ControlTurn => ({
  unit: "Workloads",
  id,
  proactive: false,
  after: [],
  ...more,
});
const many = (count: number, more: Partial<ControlTurn> = {}) =>
  Array.from({ length: count }, (_, index) => turn(`${more.proactive === true ? "p" : "c"}${index}`, more));

/** The most that can go on at a time: each starts as soon as all that it waits for has ended, and takes one tick. */
function mostAtOnce(turns: readonly ControlTurn[], bounds: { all: number; proactive: number }) {
  const lanes = controlLanes(turns, bounds);
  const ended = new Set<ControlTurn>();
  let [all, proactive, ticks] = [0, 0, 0];
  while (ended.size < turns.length) {
    const going = lanes.filter(
      (lane) => !ended.has(lane.turn) && lane.waitsFor.every((each) => ended.has(each)),
    );
    if (going.length === 0) throw new Error("they wait in a circle");
    all = Math.max(all, going.length);
    proactive = Math.max(proactive, going.filter((lane) => lane.turn.proactive).length);
    going.forEach((lane) => ended.add(lane.turn));
    ticks += 1;
  }
  return { all, proactive, ticks };
}

test.each([
  [many(250), { all: 100, proactive: 20 }, { all: 100, proactive: 0, ticks: 3 }],
  [many(25), { all: 10, proactive: 10 }, { all: 10, proactive: 0, ticks: 3 }],
  [many(5), { all: 1, proactive: 1 }, { all: 1, proactive: 0, ticks: 5 }],
  [many(50, { proactive: true }), { all: 100, proactive: 20 }, { all: 20, proactive: 20, ticks: 3 }],
  [
    [...many(90), ...many(30, { proactive: true })],
    { all: 100, proactive: 20 },
    { all: 90, proactive: 20, ticks: 3 },
  ],
  [[], { all: 100, proactive: 20 }, { all: 0, proactive: 0, ticks: 0 }],
] as const)("no more go on at a time than AWS allows", (turns, bounds, expected) => {
  expect(mostAtOnce(turns, bounds)).toEqual(expected);
});

test("a control waits for those that come before it on its unit, wherever they stand", () => {
  const hook = turn("CT.S3.PR.1", { proactive: true, after: ["CT.CLOUDFORMATION.PR.1"] });
  const registry = turn("CT.CLOUDFORMATION.PR.1");
  const elsewhere = turn("CT.CLOUDFORMATION.PR.1", { unit: "Security" });
  const lanes = controlLanes([hook, registry, elsewhere], { all: 100, proactive: 20 });
  expect(lanes.find((lane) => lane.turn === hook)?.waitsFor).toContain(registry);
  expect(lanes.find((lane) => lane.turn === hook)?.waitsFor).not.toContain(elsewhere);
});
