import { type DataFrame } from '@grafana/data';

import { type Drawing, type FrameJson } from '../drawing';

/** A panel's view and what it is to draw. */
export interface Case extends Drawing {
  /** "Latency, over time". */
  name: string;
  /** What the frames hold, in words. */
  of: string;
  /** The button whose press is measured, by how its name begins; without one, that the panel is drawn. */
  press?: string;
  /** Whether the panel has a list to scroll. */
  scrolls?: boolean;
}

/** What a case is, apart from its frames; there are 60 steps where it does not say. */
export interface About {
  name: string;
  of: string;
  panel: string;
  options?: object;
  start: number;
  steps?: number;
  press?: string;
  scrolls?: boolean;
}

const MINUTE = 60_000;
const SIZE = { width: 1200, height: 500 };

/** So many of what is made. */
export const many = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));

/** A curve that goes up and down between the two, another one for each seed. */
export const wave = (steps: number, low: number, high: number, seed = 0): number[] =>
  many(
    steps,
    (at) => low + (high - low) * (0.5 + 0.35 * Math.sin(at / 17 + seed) + 0.15 * Math.sin(at * 1.7 + seed * 3))
  );

/** A case of these frames. */
export function drawn({ start, steps = 60, options = {}, ...about }: About, frames: DataFrame[]): Case {
  // What is handed to the browser is JSON anyway.
  const json = JSON.parse(JSON.stringify(frames)) as FrameJson[];
  const range: [number, number] = [start, start + steps * MINUTE];
  return { ...about, options: { ...options }, frames: json, range, stepMs: MINUTE, ...SIZE };
}
