import { type Coverage } from '../../types.gen';

import { commonSentences, replicasInWords, staleSentences, whyEmpty } from './coverage';

const coverage: Coverage = {
  step_s: 60,
  devices: { matched: 1, total: 1 },
  replicas: { matched: 1, total: 2 },
  methods: {},
  sources: [{ family: 'engine', native_step_s: 15, last_sample_age_s: 119, series: 3 }],
  unmatched: [],
};

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
    ['two minutes', silentFor(120, 15), 0],
    ['more than two minutes', silentFor(121, 15), 1],
    ['fewer than four samples of a slow source', silentFor(400, 120), 0],
    ['more than four', silentFor(500, 120), 1],
    ['a step that is longer', silentFor(500, 15, 300), 0],
    ['a source that is not sampled', silentFor(5000, 0), 0],
  ])('a source that was silent for %s', (_, silent, sentences) =>
    expect(staleSentences(silent)).toHaveLength(sentences)
  );

  it('says how old the picture is', () => {
    expect(staleSentences(silentFor(600, 15))).toEqual(['Stale: the newest gpu sample is 10 mins before the end.']);
  });
});
