import { sceneTemplateSrv } from '../testing/sceneTemplateSrv';

import { fromAdHoc, interpolateFilters } from './filters';
import { replaceWith } from './interpolateQuery';

const replace = replaceWith(sceneTemplateSrv(), {});

describe('interpolateFilters', () => {
  it('expands a multi-value variable into values', () => {
    expect(interpolateFilters([{ label: 'llm_model', op: '=', values: ['$model', 'z'] }], replace)).toEqual([
      { label: 'llm_model', op: '=', values: ['a.1', 'b', 'z'] },
    ]);
  });

  it('drops a filter at "All", and keeps a custom "All" value', () => {
    const filters = interpolateFilters(
      [
        { label: 'cluster', op: '=', values: ['$cluster'] },
        { label: 'cluster', op: '!=', values: ['$cluster'] },
        { label: 'cluster', op: '=~', values: ['${cluster}'] },
        { label: 'gpu_model', op: '=~', values: ['$gpu'] },
      ],
      replace
    );
    expect(filters).toEqual([{ label: 'gpu_model', op: '=~', values: ['H.+'] }]);
  });

  it('makes one expression of several values', () => {
    expect(interpolateFilters([{ label: 'pod', op: '=~', values: ['$model', 'x.*'] }], replace)).toEqual([
      { label: 'pod', op: '=~', values: ['(?:(a\\.1|b))|(?:x.*)'] },
    ]);
  });

  it('drops filters that are not finished, or empty after expansion', () => {
    const filters = interpolateFilters(
      [
        { label: '', op: '=', values: ['a'] },
        { label: 'pod', op: '=', values: [] },
        { label: 'pod', op: '=~', values: ['$search'] },
      ],
      replace
    );
    expect(filters).toEqual([]);
    expect(interpolateFilters(undefined, replace)).toEqual([]);
  });

  it('keeps a literal empty value, which asks for rows without the label', () => {
    const filter = { label: 'mig_id', op: '=' as const, values: [''] };
    expect(interpolateFilters([filter], replace)).toEqual([filter]);
  });
});

describe('fromAdHoc', () => {
  it('maps Grafana’s operators, the multi-value ones too', () => {
    expect(
      fromAdHoc([
        { key: 'pod', operator: '=', value: 'a' },
        { key: 'node', operator: '=|', value: 'n1', values: ['n1', 'n2'] },
        { key: 'node', operator: '!=|', value: 'n3', values: ['n3'] },
        { key: 'pod', operator: '!~', value: 'b.*' },
      ])
    ).toEqual([
      { label: 'pod', op: '=', values: ['a'] },
      { label: 'node', op: '=', values: ['n1', 'n2'] },
      { label: 'node', op: '!=', values: ['n3'] },
      { label: 'pod', op: '!~', values: ['b.*'] },
    ]);
  });

  it('skips filters that are being entered', () => {
    expect(fromAdHoc([{ key: 'pod', operator: '=', value: '' }])).toEqual([]);
    expect(fromAdHoc(undefined)).toEqual([]);
  });
});
