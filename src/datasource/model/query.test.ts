import { CoreApp } from '@grafana/data';

import { aQuery, signalsResponse } from '../testing/fixtures';

import { asksTheSame, defaultQuery, isRunnable, isWorthAsking, withDefaults } from './defaults';
import { systemsText, unitTitle } from './signalOption';
import { reducesDevices, statsFor } from './statistics';
import { suggest } from './suggest';

const [tokens, ttft, tensor] = signalsResponse.signals;

describe('default query', () => {
  it('is one that can be asked, and numeric for an alert rule', () => {
    expect(isRunnable({ refId: 'A', ...defaultQuery() } as ReturnType<typeof aQuery>)).toBe(true);
    expect(defaultQuery().format).toBe('timeseries');
    expect(defaultQuery(CoreApp.UnifiedAlerting).format).toBe('numeric');
  });

  it('fills in what a stored query lacks and changes nothing else', () => {
    const stored = aQuery({ grain: 'model', operands: [] });
    expect(withDefaults(stored)).toMatchObject({ grain: 'model', operands: [], format: 'timeseries', version: 1 });
  });
});

describe('asking', () => {
  it('skips a query without content', () => {
    expect(isWorthAsking(aQuery())).toBe(true);
    expect(isWorthAsking(aQuery({ operands: [{ as: 'a', signal: '' }] }))).toBe(false);
    expect(isWorthAsking(aQuery({ operands: undefined }))).toBe(false);
  });

  it('waits while an operand is wrong, not while one is empty', () => {
    const first = { as: 'a', signal: 'ttft' };
    expect(isRunnable(aQuery({ operands: [first, { as: 'b', formula: '' }] }))).toBe(true);
    expect(isRunnable(aQuery({ operands: [first, { as: 'b', formula: 'x' }] }))).toBe(false);
    expect(isRunnable(aQuery({ operands: [{ ...first, stat: 'fraction_below' }] }))).toBe(false);
  });
});

describe('signals in words', () => {
  it('says who reports a signal, in which unit', () => {
    expect(systemsText(ttft)).toBe('Reported by vllm, sglang');
    expect(systemsText({ ...ttft, derived: true })).toContain('Computed by Tokenpath');
    expect(systemsText({ ...ttft, systems: [] })).toBe('Reported by no known system');
    expect([unitTitle('s'), unitTitle('short'), unitTitle('no-such-unit')]).toEqual([
      'seconds (s)',
      '',
      'no-such-unit',
    ]);
  });

  it('offers the statistics and reductions that apply', () => {
    expect(statsFor({ as: 'a', signal: 'generation_tokens' }, tokens)).toEqual(['rate', 'total']);
    expect(statsFor({ as: 'a', expr: 'up' }, undefined)).toContain('avg');
    expect(statsFor({ as: 'a', formula: 'b' }, undefined)).toEqual([]);
    expect(reducesDevices({ as: 'a', signal: 'gpu_tensor_active' }, tensor)).toBe(true);
    expect(reducesDevices({ as: 'a', signal: 'generation_tokens' }, tokens)).toBe(false);
  });
});

describe('asksTheSame', () => {
  it('sees through what is still empty, and nothing else', () => {
    const query = aQuery();
    const operands = [...query.operands, { as: 'f', formula: '' }];
    expect(asksTheSame(query, { ...query, operands, filters: [{ label: 'pod', op: '=', values: [] }] })).toBe(true);
    expect(asksTheSame(query, { ...query, grain: 'model' })).toBe(false);
    expect(asksTheSame(query, { ...query, filters: [{ label: 'pod', op: '=', values: ['a'] }] })).toBe(false);
  });
});

describe('suggest', () => {
  it('puts the best match first and the typed text last', () => {
    expect(suggest(['llama', 'qwen'], ['$model'], 'la').map((option) => option.value)).toEqual(['llama', 'la']);
    expect(suggest(['llama'], ['$model'], '').map((option) => option.value)).toEqual(['llama', '$model']);
    expect(suggest(['llama'], [], 'llama')).toHaveLength(1);
    expect(suggest([''], [], '')[0].label).toBe('(empty)');
  });
});
