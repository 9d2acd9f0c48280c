import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';

import { FIGURES } from '../../src/panels/kvcache/model/figures';
import { VIEWS, viewFigures } from '../../src/panels/kvcache/model/views';
import { type KVCacheOptions } from '../../src/panels/kvcache/options/options';

import { kvcacheDashboard } from './kvcache/dashboard';
import { asksFor, hasVariables, isLinkedWithFleet, isWellPlaced, partsOf, queriesOf } from './lib/rules';

const dashboard: Dashboard = kvcacheDashboard().build();
const { panels, variables } = partsOf(dashboard);
const own = panels.filter(({ type }) => type === 'tokenpath-kvcache-panel');

test('identity: title and uid stay, because Grafana matches an app dashboard by them', () => {
  assert.equal(dashboard.title, 'KV cache');
  assert.equal(dashboard.uid, 'tokenpath-kvcache');
});

test('every panel says what it tells, and asks kvcache queries that the variables scope', () => {
  assert.equal(panels.length, 10);
  asksFor(panels, { queryType: 'kvcache', scope: ['$cluster', '$model', '$namespace', '$pod'], known: FIGURES });
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

test('panels have places of their own', () => isWellPlaced(panels));

test('variables are scoped by those before them', () =>
  hasVariables(variables, ['datasource', 'cluster', 'model', 'namespace', 'pod']));

test('the dashboard and Fleet lead to each other, with time and variables', () => isLinkedWithFleet(dashboard));
