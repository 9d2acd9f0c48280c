import { createDataFrame, getDefaultTimeRange, LoadingState } from '@grafana/data';

import { type Coverage } from '../types.gen';

import { coverageLevel, describeCoverage, describeEmptySide } from './describe';
import { coverageOf, coverageOfPanel } from './parse';

const coverage: Coverage = {
  step_s: 60,
  devices: { matched: 22, total: 24 },
  replicas: { matched: 14, total: 14 },
  methods: { 'exclusive-node': 4, 'gpu-labels': 18 },
  sources: [],
  unmatched: [],
};

describe('describeCoverage', () => {
  it('says how much was joined, how, and at which step', () => {
    expect(describeCoverage(coverage)).toBe(
      '22 of 24 devices · 14 of 14 replicas · gpu-labels 18, exclusive-node 4 · step 1 min'
    );
  });

  it('says that a table covers the whole range', () => {
    expect(describeCoverage({ ...coverage, step_s: 0, methods: {} })).toBe(
      '22 of 24 devices · 14 of 14 replicas · whole range'
    );
  });
});

describe('coverageLevel', () => {
  it('tells complete from partial from nothing', () => {
    const devices = { matched: 24, total: 24 };
    expect(coverageLevel({ ...coverage, devices })).toBe('good');
    expect(coverageLevel(coverage)).toBe('watch');
    expect(coverageLevel({ ...coverage, devices, empty: [{ operand: 'a', reason: 'no-series' }] })).toBe('watch');
    expect(coverageLevel({ ...coverage, devices, missing: [{ family: 'gateway', why: 'refused' }] })).toBe('watch');
    const none = { matched: 0, total: 3 };
    expect(coverageLevel({ ...coverage, devices: none, replicas: none })).toBe('bad');
  });
});

describe('describeEmptySide', () => {
  it('gives each reason in words, with the names looked for', () => {
    expect(describeEmptySide({ operand: 'a', reason: 'no-series', looked_for: ['x', 'y'] })).toBe(
      'No such series. Names looked for: x, y.'
    );
    expect(describeEmptySide({ operand: 'a', reason: 'no-series' })).toBe('No such series in this data source.');
    expect(describeEmptySide({ operand: 'a', reason: 'no-samples' })).toContain('no samples in this time range');
    expect(describeEmptySide({ operand: 'a', reason: 'not-on-mig' })).toContain('not available on MIG');
    expect(describeEmptySide({ operand: 'a', reason: 'no-exemplars' })).toContain('no exemplars');
    expect(describeEmptySide({ operand: 'a', reason: 'unequal-buckets' })).toContain('finer grain');
    expect(describeEmptySide({ operand: 'a', reason: 'no-match' })).toContain('none gives a row a value');
    expect(describeEmptySide({ operand: 'a', reason: 'not-reported', systems: ['tgi'] })).toBe(
      'tgi does not report it.'
    );
    expect(describeEmptySide({ operand: 'a', reason: 'not-reported', systems: ['tgi', 'sglang'] })).toBe(
      'tgi, sglang do not report it.'
    );
    expect(describeEmptySide({ operand: 'a', reason: 'not-reported' })).toContain('engines that are here');
    expect(describeEmptySide({ operand: 'a', reason: 'unreachable' })).toContain('did not answer');
  });
});

describe('coverageOf', () => {
  it('finds the coverage of a query among the frames', () => {
    const other = createDataFrame({
      refId: 'B',
      fields: [],
      meta: { custom: { coverage: { ...coverage, step_s: 1 } } },
    });
    const frame = createDataFrame({ refId: 'A', fields: [], meta: { custom: { coverage } } });
    expect(coverageOf([other, frame], 'A')?.step_s).toBe(60);
    expect(coverageOf([other, frame])?.step_s).toBe(1);
    expect(coverageOf([createDataFrame({ fields: [], meta: { custom: { coverage: 'no' } } })])).toBeUndefined();
  });
});

describe('coverageOfPanel', () => {
  it('is found beside exemplars and events, which Grafana keeps apart from series', () => {
    const exemplars = createDataFrame({ refId: 'A', fields: [], meta: { custom: { coverage } } });
    const data = { state: LoadingState.Done, series: [], annotations: [exemplars], timeRange: getDefaultTimeRange() };
    expect(coverageOfPanel(data, 'A')).toBe(coverage);
    expect(coverageOfPanel(data, 'B')).toBeUndefined();
  });
});
