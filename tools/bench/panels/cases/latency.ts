import { defaultOptions } from '../../../../src/panels/latency/options/options';
import * as latency from '../../../../src/panels/latency/testing/frames';
import { START } from '../../../../src/shared/panel/testing/start';

import { type Case, drawn, many, wave } from './make';

const phases = (steps: number, seed: number) => ({
  queue: wave(steps, 0.05, 0.4, seed),
  prefill: wave(steps, 0.1, 0.3, seed + 1),
  decode: wave(steps, 1, 1.4, seed + 2),
  unexplained: wave(steps, 0.01, 0.1, seed + 3),
  e2e: wave(steps, 1.5, 2.2, seed + 4),
  requests: wave(steps, 1, 20, seed + 5),
  ttft_mean: wave(steps, 0.2, 0.6, seed + 6),
  ttft_p95: wave(steps, 0.5, 0.9, seed + 7),
  gateway_gap: wave(steps, 0.01, 0.1, seed + 8),
  gateway_ttft_mean: wave(steps, 0.3, 0.8, seed + 9),
});

const newest = (columns: Record<string, number[]>) =>
  Object.fromEntries(Object.entries(columns).map(([id, values]) => [id, values[values.length - 1]]));

/** Rows over time, ten figures each. */
export const latencyTime = (rows: number, steps: number) =>
  latency.timeFrame(many(rows, (at) => ({ labels: { llm_model: `model-${at}` }, values: phases(steps, at) })));

/** A table of ten figures. */
export const latencyTable = (rows: number) =>
  latency.tableFrame(many(rows, (at) => ({ labels: { llm_model: `model-${at}` }, values: newest(phases(10, at)) })));

/** The views of the latency panel. */
export function latencyCases(): Case[] {
  const about = { panel: 'tokenpath-latency-panel', start: START, options: defaultOptions };
  const by = { ...defaultOptions, view: 'by' };
  const first = { ...defaultOptions, view: 'first' };
  return [
    drawn({ ...about, name: 'Latency, over time', of: '10 rows × 10 figures × 100 steps', steps: 100 }, [
      latencyTime(10, 100),
    ]),
    drawn({ ...about, name: 'Latency, over time', of: '1 row × 10 figures × 1,000 steps', steps: 1000 }, [
      latencyTime(1, 1000),
    ]),
    drawn({ ...about, name: 'Latency, by label', of: '10 rows × 10 figures × 100 steps', steps: 100, options: by }, [
      latencyTime(10, 100),
    ]),
    drawn({ ...about, name: 'Latency, by label', of: 'a table of 1,000 rows', options: by, scrolls: true }, [
      latencyTable(1000),
    ]),
    drawn(
      { ...about, name: 'Latency, first token', of: '10 rows × 10 figures × 100 steps', steps: 100, options: first },
      [latencyTable(10), latencyTime(10, 100)]
    ),
    drawn({ ...about, name: 'Latency, first token', of: 'a table of 1,000 rows', options: first, scrolls: true }, [
      latencyTable(1000),
    ]),
  ];
}
