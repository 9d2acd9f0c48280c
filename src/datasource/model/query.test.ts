import { CoreApp } from '@grafana/data';

import { aQuery, signalsResponse } from '../testing/fixtures';

import { asksTheSame, defaultQuery, isRunnable, isWorthAsking, withDefaults } from './defaults';
import { displayText } from './displayText';
import { searchSignals, suggestSignals } from './searchSignals';
import { firstSentence, signalOption, systemsText, unitTitle } from './signalOption';
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

describe('displayText', () => {
  it('says what is asked in one line, without hidden operands', () => {
    const query = aQuery({
      operands: [
        { as: 'p', signal: 'ttft', stat: 'p95' },
        { as: 'x', signal: 'gpu_cost', hide: true },
        { as: 'r', formula: 'p * 2' },
      ],
      grain: 'model',
      filters: [{ label: 'cluster', op: '=', values: ['eu', 'us'] }],
    });
    expect(displayText(query)).toBe('p = p95(ttft), r = p * 2 by model where cluster = eu, us');
  });
});

describe('searchSignals', () => {
  const find = (typed: string) => searchSignals(signalsResponse.signals, typed).map((signal) => signal.id);

  it('finds by id, title, description, system and everyday word, the best first', () => {
    expect(find('')).toHaveLength(4);
    expect(find('first token')[0]).toBe('ttft');
    expect(find('gpu_power')).toEqual(['gpu_power']);
    expect(find('sglang')).toEqual(['ttft']);
    expect(find('latency')).toContain('ttft');
    expect(find('utilization')).toEqual(['gpu_tensor_active']);
    expect(find('nothing like it')).toEqual([]);
  });

  it('puts the signal whose id begins with the typed word first, of several the counter', () => {
    const signals = [
      { ...ttft, id: 'gateway_generation_tokens', kind: 'counter' },
      { ...ttft, id: 'generation_length', kind: 'distribution' },
      { ...ttft, id: 'generation_tokens', kind: 'counter' },
    ];
    expect(searchSignals(signals, 'generation').map((signal) => signal.id)[0]).toBe('generation_tokens');
  });
});

describe('signals in words', () => {
  it('describes an entry of the picker', () => {
    expect(signalOption(ttft)).toEqual({
      label: 'Time to first token',
      value: 'ttft',
      group: 'Inference engine',
      description: 'seconds (s) · From arrival in the engine to the first token. · vllm, sglang',
    });
    expect(systemsText(ttft)).toBe('Reported by vllm, sglang');
    expect(unitTitle('no-such-unit')).toBe('no-such-unit');
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

  it('offers a typed id or variable as a signal only where nothing else fits', () => {
    const values = (typed: string) => suggestSignals(signalsResponse.signals, typed).map((option) => option.value);
    expect(values('$signal')).toEqual(['$signal']);
    expect(values('my_signal')).toEqual(['my_signal']);
    expect(values('power')).toEqual(['gpu_power']);
  });

  it('keeps descriptions to one line', () => {
    expect(firstSentence('One. Two.')).toBe('One.');
    expect(firstSentence('x'.repeat(200))).toHaveLength(90);
  });
});
