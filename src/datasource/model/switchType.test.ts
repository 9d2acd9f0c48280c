import { aQuery } from '../testing/fixtures';

import { byOfGrain, grainOfBy } from './grainLabels';
import { prune, switchType } from './switchType';

const filters = [{ label: 'cluster', op: '=' as const, values: ['eu'] }];

describe('switchType', () => {
  it('says a grain in labels, and labels in a grain', () => {
    const correlate = aQuery({ grain: 'model', by: ['engine'], filters, legend: '{{llm_model}}' });
    const signal = switchType(correlate, 'signal');
    expect(signal).toMatchObject({
      queryType: 'signal',
      by: ['llm_model', 'engine'],
      filters,
      legend: '{{llm_model}}',
    });
    expect(signal).not.toHaveProperty('grain');
    expect(switchType(signal, 'correlate')).toMatchObject({
      grain: 'model',
      by: ['engine'],
      operands: correlate.operands,
    });
  });

  it('keeps labels, filters and format for latency, and drops a comparison that it does not know', () => {
    const query = aQuery({ grain: 'replica', filters, format: 'table', top: { n: 5, by: 'tokens' } });
    const latency = switchType(query, 'latency');
    expect(latency).toMatchObject({ by: ['pod'], filters, format: 'table', top: { n: 5 }, operands: [] });
    expect(latency.top?.by).toBeUndefined();
    expect(latency).not.toHaveProperty('grain');
  });

  it('leaves ownership nothing but its filters', () => {
    const owned = switchType(aQuery({ grain: 'model', by: ['engine'], filters, format: 'table' }), 'ownership');
    expect(owned).toEqual({ refId: 'A', queryType: 'ownership', version: 1, operands: [], filters });
  });

  it('takes the first signal for exemplars, and gives one where there is none', () => {
    const operands = [
      { as: 'f', formula: 'a' },
      { as: 'itl', signal: 'itl', stat: 'p95' as const },
    ];
    expect(switchType(aQuery({ operands }), 'exemplars').operands).toEqual([{ as: 'itl', signal: 'itl' }]);
    expect(switchType(aQuery({ operands: [] }), 'exemplars').operands).toEqual([{ as: 'ttft', signal: 'ttft' }]);
    expect(switchType(aQuery({ queryType: 'latency', operands: [] }), 'correlate').operands).toHaveLength(1);
  });

  it('keeps what Grafana stores', () => {
    const stored = { ...aQuery(), hide: true, datasource: { uid: 'x' } };
    expect(switchType(stored, 'events')).toMatchObject({ hide: true, datasource: { uid: 'x' }, queryType: 'events' });
    expect(prune({ ...stored, queryType: 'events', by: ['pod'] })).not.toHaveProperty('by');
  });
});

describe('grain and labels', () => {
  it('takes the finest grain that the labels speak of', () => {
    expect(grainOfBy(['engine', 'gpu_uuid', 'node'])).toEqual({ grain: 'device', by: ['engine'] });
    expect(grainOfBy(undefined)).toEqual({ grain: 'replica' });
    expect(byOfGrain(undefined, ['pod'])).toEqual(['pod']);
    expect(byOfGrain('replica', ['pod', 'node'])).toEqual(['pod', 'node']);
  });
});
