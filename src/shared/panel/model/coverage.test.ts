import { dateTime, type TimeRange } from '@grafana/data';

import { type Coverage } from '../../types.gen';

import { commonSentences, replicasInWords, staleSentence, whyEmpty } from './coverage';

const coverage: Coverage = {
  step_s: 60,
  devices: { matched: 1, total: 1 },
  replicas: { matched: 1, total: 2 },
  methods: {},
  sources: [{ family: 'engine', native_step_s: 15, last_sample_age_s: 119, series: 3 }],
  unmatched: [],
};

const END = Date.UTC(2026, 0, 1);
const range: TimeRange = { from: dateTime(END - 3_600_000), to: dateTime(END), raw: { from: '', to: '' } };

const silentFor = (last_sample_age_s: number, native_step_s: number, step_s = 60): Coverage => ({
  ...coverage,
  step_s,
  sources: [{ family: 'gpu', native_step_s, last_sample_age_s, series: 3 }],
});

describe('what is missing in any answer', () => {
  it('is said in sentences', () => {
    const missing = [{ family: 'gateway', why: 'connection refused.' }];
    expect(commonSentences({ ...coverage, missing }, 'boom')).toEqual([
      'A query failed: boom',
      'The gateway store did not answer: connection refused.',
    ]);
    expect(commonSentences(undefined)).toEqual([]);
    expect(replicasInWords(coverage)).toBe('1 of 2 replicas');
    expect(whyEmpty({ ...coverage, empty: [{ operand: 'a', reason: 'no-samples' }] }, 'a')).toContain('no samples');
    expect(whyEmpty(coverage, 'a')).toBeUndefined();
  });

  it.each([
    ['two minutes', silentFor(120, 15), false],
    ['more than two minutes', silentFor(121, 15), true],
    ['fewer than four samples of a slow source', silentFor(400, 120), false],
    ['more than four', silentFor(500, 120), true],
    ['a step that is longer', silentFor(500, 15, 300), false],
    ['a source that is not sampled', silentFor(5000, 0), false],
  ])('a source that was silent for %s', (_, silent, isStale) =>
    expect(staleSentence(silent, range, END) !== undefined).toBe(isStale)
  );

  it('says how old the picture is, of all sources at once', () => {
    expect(staleSentence(silentFor(600, 15), range, END)).toBe('Stale: no gpu samples for the last 10 mins.');
    const sources = [...silentFor(600, 15).sources, ...silentFor(900, 15).sources];
    expect(staleSentence({ ...coverage, sources }, range, END)).toBe(
      'Stale: no gpu, gpu samples for the last 10 mins or longer.'
    );
    expect(commonSentences(silentFor(600, 15), undefined, range)).toHaveLength(1);
    expect(commonSentences(silentFor(600, 15))).toEqual([]);
  });

  it('waits for no samples of the time to come', () => {
    expect(staleSentence(silentFor(600, 15), range, END - 590_000)).toBeUndefined();
    expect(staleSentence(silentFor(900, 15), range, END - 600_000)).toContain('5 mins');
  });
});
