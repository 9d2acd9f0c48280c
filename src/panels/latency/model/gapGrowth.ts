import { type Column } from '../../../shared/panel/model/column';

/** A stretch in which a gap is wider than usual. */
export interface GapGrowth {
  /** What the gap usually is, and its mean in the stretch, in seconds. */
  usual: number;
  wide: number;
  /** First and last step of the stretch. */
  from: number;
  to: number;
  /** Whether the stretch lasts until the newest step that has a gap. */
  lasts: boolean;
}

/** A gap is wide from so many seconds above the usual one, */
export const LEAST_GROWTH_S = 0.05;
/** from such a part of the usual one above it, */
const LEAST_SHARE = 0.5;
/** and from so many times what it changes from one step to the next, */
export const LEAST_NOISE = 4;
/** in so many steps in a row. */
export const LEAST_STEPS = 3;

// The usual gap is that of the narrower quarter of the steps, so that a gap which is wide for most of the range counts.
const USUAL = 0.25;
// Steps are in a row although one between them has no gap, because gateway and engine counted different requests.
const MOST_APART = 2;

interface Step {
  at: number;
  value: number;
}

const stepsOf = (column: Column | undefined): Step[] =>
  (column ?? []).flatMap((value, at) => (value === null ? [] : [{ at, value }]));

function quantile(values: number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * part)] ?? 0;
}

/** Above which a step's gap is wide. A level that rises once changes little from step to step, noise does. */
function levels(steps: Step[], usual: number, engine: Column | undefined): (at: number) => number {
  const changes = steps.slice(1).map(({ value }, before) => Math.abs(value - steps[before].value));
  const noise = quantile(changes, 0.5);
  const least = Math.max(LEAST_GROWTH_S, LEAST_SHARE * Math.abs(usual), LEAST_NOISE * noise);
  const inside = quantile(
    stepsOf(engine).map(({ value }) => value),
    USUAL
  );
  // While the engine itself gets slower, gateway and engine may mean different requests by as much.
  return (at) => usual + Math.max(least, (engine?.[at] ?? inside) - inside);
}

function stretches(steps: Step[], levelAt: (at: number) => number): Step[][] {
  const found: Step[][] = [];
  let open: Step[] = [];
  for (const step of steps) {
    const isWide = step.value >= levelAt(step.at);
    const last = open[open.length - 1];
    if (last && (!isWide || step.at - last.at > MOST_APART)) {
      found.push(open);
      open = [];
    }
    if (isWide) {
      open.push(step);
    }
  }
  return [...found, open].filter(({ length }) => length >= LEAST_STEPS);
}

/**
 * The newest stretch in which a gateway's gap has grown, beside the engine's own time to the first token; undefined
 * where it has not, or where too few steps have a gap.
 */
export function gapGrowth(gap: Column | undefined, engine?: Column): GapGrowth | undefined {
  const steps = stepsOf(gap);
  if (steps.length < 2 * LEAST_STEPS) {
    return undefined;
  }
  const usual = quantile(
    steps.map(({ value }) => value),
    USUAL
  );
  const newest = stretches(steps, levels(steps, usual, engine)).pop();
  if (!newest) {
    return undefined;
  }
  const to = newest[newest.length - 1].at;
  return {
    usual,
    wide: newest.reduce((all, { value }) => all + value, 0) / newest.length,
    from: newest[0].at,
    to,
    lasts: to === steps[steps.length - 1].at,
  };
}
