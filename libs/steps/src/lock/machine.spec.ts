import { isGroupAlive, type Machine, processOnMachine, sharesProcesses, wasRestarted } from "./machine";

const OF_A_MACHINE = "pid:[4026531836]";
const then: Machine = { machine: "m", boot: "monday", namespace: OF_A_MACHINE };

test("a machine that started again since has none of the processes of then", () => {
  expect(wasRestarted(then, { ...then, boot: "tuesday" })).toBe(true);
  expect(wasRestarted(then, then)).toBe(false);
  expect(wasRestarted(then, { ...then, machine: "other", boot: "tuesday" })).toBe(false);
});

test("containers may share an id, so that another start proves nothing", () => {
  const container = { ...then, namespace: "pid:[4026532200]" };
  expect(wasRestarted(container, { ...container, boot: "tuesday" })).toBe(false);
  const nameless: Machine = { boot: then.boot, namespace: then.namespace };
  expect(wasRestarted(nameless, { ...nameless, boot: "tuesday" })).toBe(false);
});

test("process ids of another container mean nothing here", () => {
  expect(sharesProcesses(then, then)).toBe(true);
  expect(sharesProcesses(then, { ...then, namespace: "pid:[4026532200]" })).toBe(false);
});

test("a process id that another process got is not the one that it was given to", async () => {
  const own = await processOnMachine(process.pid);
  expect(own).toBeDefined();
  expect(await isGroupAlive({ ...own!, started: "1" })).toBe(false);
});
