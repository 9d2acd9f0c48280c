import { CoreApp, dateTime, type TimeRange } from '@grafana/data';
import { lastValueFrom } from 'rxjs';

import { TokenpathDataSource } from './datasource';
import { aQuery, instanceSettings, signalsResponse } from './testing/fixtures';
import { sceneTemplateSrv } from './testing/sceneTemplateSrv';
import { type TokenpathVariableQuery } from './types';
import { TokenpathVariableSupport } from './variables/TokenpathVariableSupport';

const range: TimeRange = { from: dateTime(1000), to: dateTime(2000), raw: { from: 'now-1s', to: 'now' } };

function setUp() {
  const datasource = new TokenpathDataSource(instanceSettings({ timeInterval: '30s' }), sceneTemplateSrv());
  const getResource = jest.spyOn(datasource, 'getResource').mockResolvedValue(signalsResponse);
  const postResource = jest.spyOn(datasource, 'postResource').mockResolvedValue({ values: ['a', 'b'] });
  return { datasource, getResource, postResource };
}

describe('TokenpathDataSource', () => {
  it('takes its shortest step from the settings', () => {
    expect(setUp().datasource.interval).toBe('30s');
  });

  it('has a default query and skips empty ones', () => {
    const { datasource } = setUp();
    expect(datasource.filterQuery(aQuery())).toBe(true);
    expect(datasource.filterQuery(aQuery({ operands: [] }))).toBe(false);
    expect(datasource.getDefaultQuery(CoreApp.Dashboard).operands).toHaveLength(1);
    expect(datasource.getDefaultQuery(CoreApp.Dashboard)).not.toHaveProperty('grain');
    expect(datasource.getDefaultQuery(CoreApp.Explore)).not.toHaveProperty('format');
    expect(datasource.getDefaultQuery(CoreApp.UnifiedAlerting).format).toBe('numeric');
  });

  it('interpolates queries for Explore and knows which have variables', () => {
    const { datasource } = setUp();
    const query = aQuery({ filters: [{ label: 'pod', op: '=', values: ['$pod'] }] });
    const [interpolated] = datasource.interpolateVariablesInQueries([query], {});
    expect(interpolated.filters).toEqual([{ label: 'pod', op: '=', values: ['web.0'] }]);
    expect(datasource.targetContainsTemplate(query)).toBe(true);
    expect(datasource.targetContainsTemplate(aQuery())).toBe(false);
  });

  it('asks for the signals once, and again after a failure', async () => {
    const { datasource, getResource } = setUp();
    getResource.mockRejectedValueOnce(new Error('down'));
    await expect(datasource.getSignals()).rejects.toThrow('down');
    await datasource.getSignals();
    await datasource.getSignals();
    expect(getResource).toHaveBeenCalledTimes(2);
  });

  it('answers ad hoc filters with keys, and with values scoped by the other filters', async () => {
    const { datasource, postResource } = setUp();
    expect(await datasource.getTagKeys()).toContainEqual({ text: 'pod', value: 'pod' });
    const filters = [
      { key: 'pod', operator: '=', value: 'old' },
      { key: 'cluster', operator: '=', value: 'eu' },
    ];
    const values = await datasource.getTagValues({ key: 'pod', filters, timeRange: range });
    expect(values.map((value) => value.text)).toEqual(['a', 'b']);
    expect(postResource).toHaveBeenCalledWith('label-values', {
      label: 'pod',
      filters: [{ label: 'cluster', op: '=', values: ['eu'] }],
      from: 1000,
      to: 2000,
    });
  });

  it('lists a variable’s values, scoped by other variables and the time range', async () => {
    const { datasource, postResource } = setUp();
    const target: TokenpathVariableQuery = {
      refId: 'V',
      label: 'pod',
      filters: [
        { label: 'llm_model', op: '=', values: ['$model'] },
        { label: 'cluster', op: '=', values: ['$cluster'] },
      ],
    };
    const support = new TokenpathVariableSupport(datasource);
    const request = { targets: [target], range, scopedVars: {} } as unknown as Parameters<typeof support.query>[0];
    const response = await lastValueFrom(support.query(request));
    expect(response.data).toEqual([
      { text: 'a', value: 'a' },
      { text: 'b', value: 'b' },
    ]);
    expect(postResource).toHaveBeenCalledWith(
      'label-values',
      expect.objectContaining({ filters: [{ label: 'llm_model', op: '=', values: ['a.1', 'b'] }], from: 1000 })
    );
  });

  it('lists nothing for a variable without a label', async () => {
    const { datasource, postResource } = setUp();
    expect(await datasource.metricFindQuery('')).toEqual([]);
    expect(postResource).not.toHaveBeenCalled();
  });
});
