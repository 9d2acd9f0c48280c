import { realSignals } from '../testing/realSignals';

import { fromPromQL } from './fromPromQL';
import { importQueries, type ImportSource } from './importQueries';
import { groupingOf, quantileOf, selectorsIn } from './scan';

const context = {
  signals: realSignals,
  labels: ['cluster', 'pod', 'llm_model', 'gpu_uuid'],
  suggested: { llm_model: 'model_name', pod: 'pod' },
};

describe('selectorsIn', () => {
  it.each([
    ['up', ['up']],
    ['sum by (pod, job) (rate(a:b_total{x="y}("}[5m] offset 1h)) / on (pod) group_left (team) c', ['a:b_total', 'c']],
    ['histogram_quantile(0.95, sum by (le) (rate(x_bucket[$__rate_interval])))', ['x_bucket']],
    ['{__name__="vllm:x", a="b"}', ['vllm:x']],
    ['1e3 * time() > bool 5', []],
    ['sum(up) without (instance)', ['up']],
  ])('reads %s', (expr, metrics) => {
    expect(selectorsIn(expr).map(({ metric }) => metric)).toEqual(metrics);
  });

  it('reads matchers with their comparisons and escapes', () => {
    expect(selectorsIn('x{a="b\\"c", d!~\'e|f\', g=~`h`}')[0].matchers).toEqual([
      { label: 'a', op: '=', value: 'b"c' },
      { label: 'd', op: '!~', value: 'e|f' },
      { label: 'g', op: '=~', value: 'h' },
    ]);
  });

  it('reads grouping and quantile', () => {
    expect(groupingOf('sum by (a, b) (x)')).toEqual(['a', 'b']);
    expect(groupingOf('x')).toEqual([]);
    expect([quantileOf('histogram_quantile(0.99, x)'), quantileOf('x')]).toEqual([0.99, undefined]);
  });
});

describe('fromPromQL', () => {
  it('makes a signal of an aggregated metric of the catalog', () => {
    const expr =
      'histogram_quantile(0.95, sum by (le, model_name) (rate(vllm:time_to_first_token_seconds_bucket{pod="a"}[5m])))';
    expect(fromPromQL(expr, 'B', context)).toEqual({
      refId: 'B',
      version: 1,
      format: 'timeseries',
      queryType: 'signal',
      by: ['llm_model'],
      operands: [{ as: 'ttft', signal: 'ttft', stat: 'p95' }],
      filters: [{ label: 'pod', op: '=', values: ['a'] }],
    });
  });

  it('gives a plain metric the grain of its family', () => {
    expect(fromPromQL('DCGM_FI_DEV_GPU_UTIL', 'A', context)).toMatchObject({ queryType: 'correlate', grain: 'device' });
    expect(fromPromQL('increase(vllm:generation_tokens_total[1h])', 'A', context)).toMatchObject({
      grain: 'replica',
      operands: [{ signal: 'generation_tokens', stat: 'total' }],
    });
  });

  it.each([
    'vllm:generation_tokens_total / 2',
    'rate(vllm:generation_tokens_total[5m]) / rate(up[5m])',
    'topk(5, vllm:generation_tokens_total)',
    'vllm:generation_tokens_total{engine_label="0"}',
    'my_metric',
  ])('keeps %s as own PromQL with the keys suggested', (expr) => {
    expect(fromPromQL(expr, 'A', context)).toMatchObject({
      queryType: 'correlate',
      operands: [{ as: 'query', expr, keys: { llm_model: 'model_name', pod: 'pod' } }],
    });
  });

  it('suggests only the keys that an aggregation leaves', () => {
    const [operand] = fromPromQL('sum by (pod) (my_metric)', 'A', context).operands;
    expect(operand.keys).toEqual({ pod: 'pod' });
  });
});

describe('importQueries', () => {
  const source = (patch: Partial<ImportSource> = {}): ImportSource => ({
    getSignals: async () => ({ signals: realSignals, labels: context.labels }),
    checkKeys: async () => ({
      series: 1,
      matched: 1,
      labels: [],
      suggested: context.suggested,
      unmatched: [],
      problems: [],
    }),
    ...patch,
  });

  it('takes over what is PromQL and begins anew with the rest', async () => {
    const queries = [{ refId: 'A', expr: 'my_metric' }, { refId: 'B' }];
    const [first, second] = await importQueries(queries, source());
    expect(first.operands[0]).toMatchObject({ expr: 'my_metric', keys: { pod: 'pod' } });
    expect(second).toMatchObject({ refId: 'B', operands: [{ signal: 'generation_tokens' }] });
  });

  it('does without what cannot be asked', async () => {
    const fail = async () => Promise.reject(new Error('down'));
    const [only] = await importQueries(
      [{ refId: 'A', expr: 'up' } as never],
      source({ getSignals: fail, checkKeys: fail })
    );
    expect(only.operands).toEqual([{ as: 'query', expr: 'up' }]);
  });
});
