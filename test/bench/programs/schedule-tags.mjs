// `schedule-tags.mjs TAGS CELLS PLACES`: all queued tags, from the first tick to the last record, with everything that AWS
// does taking no time.
import { Dispatcher, MemoryQueue } from "@tagform/delivery-queue";

const [tagCount, cellCount, maxRunning] = process.argv.slice(-3).map(Number);
const REPETITIONS = 5;
const REGIONS = ["us-east-1", "eu-central-1", "ap-southeast-1", "us-west-2", "global"];

async function measure() {
  const taken = [];
  for (let repetition = 0; repetition < REPETITIONS; repetition += 1) taken.push(await simulate());
  console.log(JSON.stringify(taken));
}

/** Seconds, and by how many versions a cell got ahead of another at most. */
async function simulate() {
  const runner = new InstantRunner();
  let time = Date.UTC(2026, 0);
  const now = () => new Date((time += 1));
  const queue = new MemoryQueue(now);
  const journal = { log: () => undefined, metrics: () => undefined };
  const notify = () => Promise.reject(new Error("nothing fails here"));
  const props = { environment: "dev", queue, runner, notify, journal, maxRunning, now };

  const started = performance.now();
  for (const tag of tags())
    await queue.enqueue({ tag, tagObject: tag, commit: "c", digest: "d", objectVersion: "v" });
  for (let open = await queue.open(); open.length > 0; open = await queue.open()) {
    await new Dispatcher(props).tick();
    runner.assertOneRunPerCell();
  }
  return { seconds: (performance.now() - started) / 1000, started: runner.order };
}

/** Version by version, as whole waves of tags come. */
function tags() {
  const cells = Array.from({ length: cellCount }, (_, index) => {
    const team = Math.floor(index / REGIONS.length);
    return `dev_${REGIONS[index % REGIONS.length]}/team${team}`;
  });
  return Array.from({ length: tagCount }, (_, index) => {
    return `${cells[index % cellCount]}/1.${Math.floor(index / cellCount)}`;
  });
}

/** What was started has ended when anybody looks again. */
class InstantRunner {
  order = [];
  running = new Map();

  start = async ({ tag, cell }) => {
    this.order.push(tag);
    this.running.set(cell, (this.running.get(cell) ?? 0) + 1);
    return tag;
  };
  status = async () => "succeeded";
  actions = async () => [];
  startRecord = async ({ item }) => item.tag;
  recordBuild = async (tag) => {
    this.running.delete(tag.slice(0, tag.lastIndexOf("/")));
    return { status: "succeeded" };
  };

  assertOneRunPerCell() {
    const [twice] = [...this.running].find(([, runs]) => runs > 1) ?? [];
    if (twice !== undefined) throw new Error(`two runs on ${twice}`);
  }
}

void measure();
