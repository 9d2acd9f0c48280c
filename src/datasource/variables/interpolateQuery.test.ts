import { type Basis } from '../../shared/types.gen';
import { aQuery } from '../testing/fixtures';
import { sceneTemplateSrv } from '../testing/sceneTemplateSrv';

import { interpolateQuery } from './interpolateQuery';

const templateSrv = sceneTemplateSrv();

describe('interpolateQuery', () => {
  it('expands variables in every text field', () => {
    const query = aQuery({
      operands: [
        { as: 'n', signal: '$pod', unit: '$pod' },
        { as: 'f', formula: 'n * $factor' },
        { as: 'e', expr: 'up{pod="$pod"}', keys: { pod: '$pod' } },
      ],
      by: ['$model', 'node'],
      legend: '{{pod}} $pod',
      minStep: '$pod',
      filters: [{ label: 'llm_model', op: '=', values: ['$model'] }],
    });
    expect(interpolateQuery(query, templateSrv, {})).toEqual({
      ...query,
      operands: [
        { as: 'n', signal: 'web.0', unit: 'web.0' },
        { as: 'f', formula: 'n * 1e6' },
        { as: 'e', expr: 'up{pod="web.0"}', keys: { pod: 'web.0' } },
      ],
      by: ['a.1', 'b', 'node'],
      legend: '{{pod}} web.0',
      minStep: 'web.0',
      filters: [{ label: 'llm_model', op: '=', values: ['a.1', 'b'] }],
    });
  });

  it('escapes multi-value variables in PromQL and leaves the step’s macros to the backend', () => {
    const expr = 'rate(x{m=~"$model"}[$__rate_interval]) + rate(y[${__interval}]) + rate(z[$__range])';
    const scoped = { __interval: { text: '15s', value: '15s' }, __range: { text: '1h', value: '1h' } };
    const [operand] = interpolateQuery(aQuery({ operands: [{ as: 'e', expr }] }), templateSrv, scoped).operands;
    expect(operand.expr).toBe('rate(x{m=~"(a\\\\.1|b)"}[$__rate_interval]) + rate(y[$__interval]) + rate(z[$__range])');
  });

  it('expands a variable in the basis of a bill', () => {
    const query = { ...aQuery({}), queryType: 'cost' as const, basis: '$basis' as Basis };
    expect(interpolateQuery(query, templateSrv, { basis: { text: 'Usage', value: 'usage' } }).basis).toBe('usage');
  });

  it('leaves out operands that are still empty', () => {
    const operands = [
      { as: 'a', signal: 'ttft' },
      { as: 'b', formula: ' ' },
      { as: 'c', signal: '' },
    ];
    expect(interpolateQuery(aQuery({ operands }), templateSrv, {}).operands).toEqual([{ as: 'a', signal: 'ttft' }]);
  });

  it('merges ad hoc filters with the query’s own', () => {
    const query = aQuery({ filters: [{ label: 'pod', op: '=', values: ['a'] }] });
    const { filters } = interpolateQuery(query, templateSrv, {}, [{ key: 'node', operator: '=', value: 'n' }]);
    expect(filters).toEqual([
      { label: 'pod', op: '=', values: ['a'] },
      { label: 'node', op: '=', values: ['n'] },
    ]);
  });

  it('adds no field that was not there and does not change its argument', () => {
    const query = aQuery();
    const before = JSON.stringify(query);
    expect(interpolateQuery(query, templateSrv, {})).toEqual(query);
    expect(JSON.stringify(query)).toBe(before);
  });
});
