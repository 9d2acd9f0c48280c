import { defaultOptions } from '../../../../src/panels/kvcache/options/options';
import * as kvcache from '../../../../src/panels/kvcache/testing/frames';

import { type Case, drawn, many, wave } from './make';

const replica = (at: number) => ({ cluster: 'eu', namespace: 'chat', pod: `replica-${at}` });

function kvcacheSteps(steps: number, at: number) {
  const usage = wave(steps, 0.3, 1, at);
  return {
    labels: replica(at),
    values: {
      usage_max: usage,
      preemptions: usage.map((value) => (value > 0.95 ? 2 : 0)),
      waiting: wave(steps, 0, 20, at + 1),
    },
    flags: { healthy: usage.map((value) => (value > 0.95 ? 0 : 1)) },
  };
}

const kvcacheRow = (at: number) => ({
  labels: replica(at),
  verdict: at % 10 === 0 ? 'thrash' : 'healthy',
  values: {
    usage: 0.4,
    usage_max: (at % 100) / 100,
    hit_ratio: (at % 7) / 10,
    hit_external: 0.05,
    prompt_tokens: 1e6 + at,
    cached_tokens: 3e5,
    preemptions: at % 10 === 0 ? 12 : 0,
    saved_gpu_hours: at / 100,
    saved_by_cache: at / 50,
    reuse_gap_p50: 2 + (at % 9),
    reuse_gap_p95: 20 + at,
    idle_before_evict_p50: 60,
    idle_before_evict_p95: 120 + at,
    lifetime_p50: 90,
    lifetime_p95: 400,
    transfer_bytes: 2e9 * at,
    transfer_failures: at % 13,
    transfer_time_mean: 0.012,
  },
});

function kvcacheTable(rows: number) {
  const judged = many(rows, (at) => (at % 10 === 0 ? kvcache.thrash : kvcache.healthy)(replica(at)));
  return kvcache.tableFrame(many(rows, kvcacheRow), { kvcache: kvcache.facts(judged) });
}

const kvcacheTime = (rows: number, steps: number) => kvcache.timeFrame(many(rows, (at) => kvcacheSteps(steps, at)));

/** The views of the KV cache panel. */
export function kvcacheCases(): Case[] {
  const about = { panel: 'tokenpath-kvcache-panel', start: kvcache.START, options: defaultOptions };
  const views = ['hits', 'reuse', 'transfers', 'savings'];
  return [
    drawn({ ...about, name: 'KV cache, health', of: '25 rows × 4 figures × 100 steps', steps: 100 }, [
      kvcacheTable(25),
      kvcacheTime(25, 100),
    ]),
    drawn({ ...about, name: 'KV cache, health', of: '5 rows × 4 figures × 500 steps', steps: 500 }, [
      kvcacheTable(5),
      kvcacheTime(5, 500),
    ]),
    drawn(
      { ...about, name: 'KV cache, a row opened', of: '5 rows × 4 figures × 500 steps', steps: 500, press: 'Open' },
      [kvcacheTable(5), kvcacheTime(5, 500)]
    ),
    drawn({ ...about, name: 'KV cache, health', of: '1,000 rows, 4 figures × 60 steps each', scrolls: true }, [
      kvcacheTable(1000),
      kvcacheTime(1000, 60),
    ]),
    ...views.map((view) =>
      drawn(
        {
          ...about,
          name: `KV cache, ${view}`,
          of: 'a table of 1,000 rows',
          options: { ...defaultOptions, view },
          scrolls: true,
        },
        [kvcacheTable(1000)]
      )
    ),
  ];
}
