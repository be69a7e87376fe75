import { type DeliveryItem } from "./delivery-item";
import { byTime, byVersion } from "./queue-table";

export interface ScheduleLimits {
  /** Runs that may take a place at the same time. */
  readonly maxRunning: number;
  /**
   * Tags of runs that wait for an approval.
   *
   * @default - none
   */
  readonly awaitingApproval?: ReadonlySet<string>;
}

/**
 * What starts now, in this order.
 *
 * - A cell has one run; its deliveries run by version. A run that waits for an approval, for days maybe, holds back its
 *   own cell and no other: it takes no place. Once it is approved CodePipeline goes on with it at once, so for a while
 *   there may be more than `maxRunning`, whose builds CodeBuild queues; nothing starts until there are fewer.
 * - Places go to the team that has the fewest, so that a team that tags all of its cells holds back none of another. Of
 *   one team's cells, the longest waiting is first: none is overtaken. As every run ends or comes to an approval, every
 *   team gets a place after a finite time, and every cell of it after those that waited before.
 */
export function schedule(open: readonly DeliveryItem[], limits: ScheduleLimits): DeliveryItem[] {
  const { maxRunning, awaitingApproval = new Set() } = limits;
  const occupying = open.filter((item) => takesPlace(item) && !awaitingApproval.has(item.tag));
  const places = new Map<string, number>();
  for (const { cell } of occupying) places.set(teamOf(cell), (places.get(teamOf(cell)) ?? 0) + 1);

  const queues = [...grouped(startable(open), ({ cell }) => teamOf(cell))].map(([team, items]) => ({
    team,
    items: items.sort(byTime),
  }));
  const chosen: DeliveryItem[] = [];
  while (occupying.length + chosen.length < maxRunning) {
    const next = queues.filter(({ items }) => items.length > 0).sort(byPlaces(places))[0];
    const item = next?.items.shift();
    if (next === undefined || item === undefined) break;
    places.set(next.team, (places.get(next.team) ?? 0) + 1);
    chosen.push(item);
  }
  return chosen;
}

/** The delivery that each free cell would start next. */
export function startable(open: readonly DeliveryItem[]): DeliveryItem[] {
  const cells = grouped(open, ({ cell }) => cell);
  return [...cells.values()].flatMap((items) => nextOf(items) ?? []);
}

/** The delivery that a cell would start next, of its items; undefined while it runs one, or when nothing waits. */
export function nextOf(items: readonly DeliveryItem[]): DeliveryItem | undefined {
  if (items.some(takesPlace)) return undefined;
  let first: DeliveryItem | undefined;
  for (const item of items) {
    if (item.state === "waiting" && (first === undefined || byVersion(item, first) < 0)) first = item;
  }
  return first;
}

/** Whether a delivery is under way: from its claim until its record is written. */
export const takesPlace = ({ state }: DeliveryItem): boolean => state === "running" || state === "recording";

/** `research` of `dev_us-east-1/research` */
const teamOf = (cell: string): string => cell.slice(cell.indexOf("/") + 1);

function grouped(items: readonly DeliveryItem[], nameOf: (item: DeliveryItem) => string) {
  const groups = new Map<string, DeliveryItem[]>();
  for (const item of items) {
    const group = groups.get(nameOf(item));
    if (group === undefined) groups.set(nameOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

interface TeamQueue {
  readonly team: string;
  readonly items: readonly DeliveryItem[];
}

const byPlaces =
  (places: ReadonlyMap<string, number>) =>
  (left: TeamQueue, right: TeamQueue): number => {
    const difference = (places.get(left.team) ?? 0) - (places.get(right.team) ?? 0);
    const [first, second] = [left.items[0], right.items[0]];
    return difference || (first === undefined || second === undefined ? 0 : byTime(first, second));
  };
