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
/** and from such a part of the usual one above it, */
export const LEAST_SHARE = 0.5;
/** in so many steps one after the other. */
export const LEAST_STEPS = 3;

// The usual gap is that of the narrower quarter of the steps, so that a gap which is wide for most of the range counts.
const USUAL = 0.25;

interface Step {
  at: number;
  value: number;
}

function usualOf(steps: Step[]): number {
  const sorted = steps.map(({ value }) => value).sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * USUAL)];
}

function stretches(steps: Step[], level: number): Step[][] {
  const found: Step[][] = [];
  let open: Step[] = [];
  for (const step of steps) {
    if (step.value >= level) {
      open.push(step);
    } else {
      found.push(open);
      open = [];
    }
  }
  return [...found, open].filter(({ length }) => length >= LEAST_STEPS);
}

/** The newest stretch in which a gap has grown; undefined where it has not, or where too few steps have a gap. */
export function gapGrowth(gap: Column | undefined): GapGrowth | undefined {
  const steps = (gap ?? []).flatMap((value, at) => (value === null ? [] : [{ at, value }]));
  if (steps.length < 2 * LEAST_STEPS) {
    return undefined;
  }
  const usual = usualOf(steps);
  const level = usual + Math.max(LEAST_GROWTH_S, LEAST_SHARE * Math.abs(usual));
  const newest = stretches(steps, level).pop();
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
