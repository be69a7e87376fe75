/** One control to enable on one unit, as far as its turn depends on it. */
export interface ControlTurn {
  /** Path of the unit. */
  readonly unit: string;
  /** Identifier of the control. */
  readonly id: string;
  readonly proactive: boolean;
  /** Controls that are enabled before it, on the same unit. */
  readonly after: readonly string[];
}

/** A control with those that it waits for. */
export interface TurnInLane<Turn> {
  readonly turn: Turn;
  readonly waitsFor: readonly Turn[];
}

/**
 * Puts controls into lanes, in each of which one waits for another: there are as many lanes as operations may go on at a
 * time, and proactive controls use the first of them only. Terraform's `-parallelism` would bound everything of a run
 * alike, and is another on each machine; what depends on each other never goes on at once, when it is undone neither.
 */
export function controlLanes<Turn extends ControlTurn>(
  turns: readonly Turn[],
  bounds: { readonly all: number; readonly proactive: number },
): readonly TurnInLane<Turn>[] {
  const lanes: Turn[][] = Array.from({ length: bounds.all }, () => []);
  // Who waits for another comes later than it: then nobody waits in a circle.
  const ordered = [...turns].sort((one, other) => rank(one) - rank(other));
  return ordered.map((turn) => {
    const open = turn.proactive ? lanes.slice(0, bounds.proactive) : lanes;
    const lane = open.reduce((shortest, each) => (each.length < shortest.length ? each : shortest));
    const before = [...lane.slice(-1), ...turns.filter((other) => precedes(other, turn))];
    lane.push(turn);
    return { turn, waitsFor: [...new Set(before)] };
  });
}

const precedes = (one: ControlTurn, other: ControlTurn): boolean =>
  one.unit === other.unit && other.after.includes(one.id);

/** Proactive controls last: they wait for others, and nothing waits for them. */
const rank = ({ proactive }: ControlTurn): number => (proactive ? 1 : 0);
