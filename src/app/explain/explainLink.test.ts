import { dateTime, type PluginExtensionPanelContext } from '@grafana/data';

import metadata from '../../plugin.json';

import { EXPLAIN_DESCRIPTION, EXPLAIN_TITLE, explainLink, explainPath, PANEL_MENU } from './explainLink';

const datasource = { type: 'tokenpath-correlation-datasource', uid: 'tp' };
const context = (queryType: string, uid = 'mine', source: { type: string; uid: string } = datasource) =>
  ({
    timeRange: { from: 'now-1h', to: 'now' },
    dashboard: { uid, title: '', tags: [] },
    targets: [{ refId: 'A', queryType, datasource: source }],
  }) as unknown as PluginExtensionPanelContext;

describe('explainPath', () => {
  it.each([
    ['latency', 'tokenpath-latency'],
    ['kvcache', 'tokenpath-kvcache'],
    ['balance', 'tokenpath-distributed'],
    ['cost', 'tokenpath-cost'],
    ['correlate', 'tokenpath-fleet'],
  ])('leads from %s to %s', (type, uid) =>
    expect(explainPath(context(type), '')).toBe(`/d/${uid}?from=now-1h&to=now&var-datasource=tp`)
  );

  it('goes on from the dashboard that the panel is on', () => {
    expect(explainPath(context('latency', 'tokenpath-latency'), '')).toContain('/d/tokenpath-kvcache?');
  });

  it('takes variables along, and instants as they are', () => {
    const absolute = { ...context('latency'), timeRange: { from: dateTime(1000), to: dateTime(2000) } };
    expect(explainPath(absolute, '?var-model=a&var-model=b&var-datasource=other&viewPanel=3')).toBe(
      '/d/tokenpath-latency?var-model=a&var-model=b&var-datasource=other&from=1000&to=2000'
    );
  });

  it('is nowhere for a panel of another data source', () => {
    expect(explainPath(context('latency', 'mine', { type: 'prometheus', uid: 'p' }), '')).toBeUndefined();
    expect(explainPath(undefined, '')).toBeUndefined();
  });
});

describe('explainLink', () => {
  const open = jest.fn();
  const link = explainLink(open, () => '?var-pod=a');

  it('is what plugin.json declares', () => {
    expect(metadata.extensions.addedLinks).toEqual([
      { targets: [PANEL_MENU], title: EXPLAIN_TITLE, description: EXPLAIN_DESCRIPTION },
    ]);
    expect(link).toMatchObject({ title: EXPLAIN_TITLE, description: EXPLAIN_DESCRIPTION, targets: PANEL_MENU });
  });

  it('is in the menu of this data source’s panels only', () => {
    expect(link.configure?.(context('cost'))).toEqual({});
    expect(link.configure?.(context('cost', 'mine', { type: 'loki', uid: 'l' }))).toBeUndefined();
  });

  it('opens the dashboard', () => {
    link.onClick?.(undefined, { context: context('cost') } as never);
    expect(open).toHaveBeenCalledWith('/d/tokenpath-cost?var-pod=a&from=now-1h&to=now&var-datasource=tp');
  });
});
