import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type Dashboard, type Panel, type VariableModel } from '@grafana/grafana-foundation-sdk/dashboard';

import { FIGURES } from '../../src/panels/kvcache/model/figures';
import { VIEWS, viewFigures } from '../../src/panels/kvcache/model/views';
import { type KVCacheOptions } from '../../src/panels/kvcache/options/options';
import { type Query } from '../../src/shared/types.gen';

import { fleet } from './fleet/dashboard';
import { kvcacheDashboard } from './kvcache/dashboard';

const dashboard: Dashboard = kvcacheDashboard().build();
const panels = (dashboard.panels ?? []) as Panel[];
const variables: VariableModel[] = dashboard.templating?.list ?? [];
const queriesOf = (panel: Panel) => (panel.targets ?? []) as unknown as Query[];
const own = panels.filter(({ type }) => type === 'tokenpath-kvcache-panel');

test('identity: title and uid stay, because Grafana matches an app dashboard by them', () => {
  assert.equal(dashboard.title, 'KV cache');
  assert.equal(dashboard.uid, 'tokenpath-kvcache');
});

test('every panel says what it tells, and asks kvcache queries that the variables scope', () => {
  assert.equal(panels.length, 10);
  for (const panel of panels) {
    assert.ok((panel.description ?? '').length > 40, `${panel.title} has no description`);
    assert.deepEqual(panel.datasource, { type: 'tokenpath-correlation-datasource', uid: '${datasource}' });
    for (const { queryType, version, filters, fields = [] } of queriesOf(panel)) {
      assert.deepEqual({ queryType, version }, { queryType: 'kvcache', version: 1 });
      assert.deepEqual(
        filters?.flatMap(({ values }) => values),
        ['$cluster', '$model', '$namespace', '$pod']
      );
      assert.ok(
        fields.every((field) => FIGURES.some((id) => id === field)),
        fields.join()
      );
    }
  }
});

test('every view of the panel is there, with a table and a time series of one key', () => {
  assert.deepEqual(new Set(own.map((panel) => (panel.options as KVCacheOptions).view)), new Set(VIEWS));
  for (const panel of own) {
    const [table, series] = queriesOf(panel);
    assert.deepEqual([table.format, series.format], ['table', 'timeseries'], panel.title);
    assert.deepEqual(table.by, series.by, panel.title);
    const { shows } = viewFigures[(panel.options as KVCacheOptions).view];
    assert.ok(
      shows.some((id) => table.fields?.includes(id) ?? true),
      `${panel.title} asks for nothing that its view shows`
    );
  }
});

test('panels do not overlap', () => {
  const cells = panels.flatMap(({ gridPos }) => {
    const { x, y, w, h } = gridPos ?? { x: 0, y: 0, w: 0, h: 0 };
    return Array.from({ length: w * h }, (_, i) => `${x + (i % w)},${y + Math.floor(i / w)}`);
  });
  assert.equal(new Set(cells).size, cells.length);
});

test('variables are scoped by those before them', () => {
  assert.deepEqual(
    variables.map(({ name }) => name),
    ['datasource', 'cluster', 'model', 'namespace', 'pod']
  );
});

test('the dashboard and Fleet lead to each other, with time and variables', () => {
  const leadsTo = (from: Dashboard, uid: string) => (from.links ?? []).find(({ url }) => url === `/d/${uid}`);
  for (const found of [leadsTo(dashboard, 'tokenpath-fleet'), leadsTo(fleet().build(), 'tokenpath-kvcache')]) {
    assert.equal(found?.keepTime, true);
    assert.equal(found?.includeVars, true);
  }
});
