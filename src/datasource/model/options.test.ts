import { CoreApp } from '@grafana/data';

import { aQuery } from '../testing/fixtures';

import { alertingProblems } from './alerting';
import { addToLegend, legendError, legendNames } from './legend';
import { typesFor } from './queryTypes';
import { countError, parseCount, topChoices, withTop } from './top';

describe('query types', () => {
  const offered = (app?: CoreApp, current: 'correlate' | 'events' | 'ownership' = 'correlate') =>
    typesFor(app, current).map(({ value }) => value);

  it('offers an alert rule what it can read, and a stored query its own type', () => {
    expect(offered(CoreApp.Explore)).toEqual(['correlate', 'signal', 'latency', 'cost', 'kvcache', 'balance', 'ownership', 'exemplars']);
    expect(offered(CoreApp.UnifiedAlerting)).toEqual(['correlate', 'signal', 'latency', 'cost', 'kvcache', 'balance']);
    expect(offered(CoreApp.UnifiedAlerting, 'ownership')).toContain('ownership');
    expect(offered(undefined, 'events')).toContain('events');
  });
});

describe('alertingProblems', () => {
  it('wants numbers and exactly one of them', () => {
    const two = [
      { as: 'a', signal: 'ttft' },
      { as: 'b', signal: 'itl' },
    ];
    expect(alertingProblems(aQuery({ format: 'numeric' }))).toEqual([]);
    expect(alertingProblems(aQuery({ format: 'table' })).join()).toContain('cannot read a table');
    expect(alertingProblems(aQuery({ operands: two })).join()).toContain('2 are shown');
    expect(alertingProblems(aQuery({ operands: [{ ...two[0], hide: true }, two[1]] }))).toEqual([]);
    expect(alertingProblems(aQuery({ operands: [] })).join()).toContain('there is none');
    const latency = aQuery({ queryType: 'latency', operands: [] });
    expect(alertingProblems(latency).join()).toContain('exactly one visible field');
    expect(alertingProblems({ ...latency, fields: ['e2e'] })).toEqual([]);
  });
});

describe('legend', () => {
  it('knows the labels of the rows', () => {
    expect(legendNames(aQuery({ grain: 'model', by: ['engine', '$by'] }))).toEqual([
      'cluster',
      'llm_model',
      'engine',
      'operand',
    ]);
    expect(legendNames(aQuery({ queryType: 'signal', by: ['engine'] }))).toEqual(['engine', 'operand']);
  });

  it('names what rows do not have, unless a variable may bring it', () => {
    const query = aQuery({ grain: 'model' });
    expect(legendError('{{llm_model}} {{ operand }}', query)).toBeUndefined();
    expect(legendError('{{pod}}', query)).toBe('Rows have no {{pod}}. Available: cluster, llm_model, operand.');
    expect(legendError('{{pod}}', { ...query, by: ['$by'] })).toBeUndefined();
    expect([addToLegend('', 'pod'), addToLegend('a ', 'pod')]).toEqual(['{{pod}}', 'a {{pod}}']);
  });
});

describe('top', () => {
  it('compares by what is shown', () => {
    const operands = [
      { as: 'a', signal: 'ttft' },
      { as: 'b', signal: 'itl', hide: true },
    ];
    expect(topChoices(aQuery({ operands }))).toEqual([{ value: 'a', label: 'a' }]);
    const latency = aQuery({ queryType: 'latency', operands: [], fields: ['e2e'] });
    expect(topChoices(latency)).toEqual([{ value: 'e2e', label: 'End to end' }]);
    expect(topChoices({ ...latency, fields: undefined })).toHaveLength(20);
  });

  it('stores nothing empty', () => {
    expect(withTop(undefined, { n: 5 })).toEqual({ n: 5 });
    expect(withTop({ n: 5 }, { by: 'a', other: true })).toEqual({ n: 5, by: 'a', other: true });
    expect(withTop({ n: 5, other: true }, { other: false })).toEqual({ n: 5 });
    expect(withTop({ n: 5 }, { n: 0 })).toBeUndefined();
    expect(['5', ' 7 ', '0', '1.5', '-1', 'x', ''].map(parseCount)).toEqual([
      5,
      7,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect([countError(''), countError('3'), countError('x')]).toEqual([
      undefined,
      undefined,
      'Use a whole number above 0.',
    ]);
  });
});
