import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type Dashboard, type Panel, type VariableModel } from '@grafana/grafana-foundation-sdk/dashboard';

import { FIGURES } from '../../src/panels/latency/model/figures';
import { type LatencyOptions } from '../../src/panels/latency/options/options';
import { type Query } from '../../src/shared/types.gen';

import { fleet } from './fleet/dashboard';
import { latencyDashboard } from './latency/dashboard';

const dashboard: Dashboard = latencyDashboard().build();
const panels = (dashboard.panels ?? []) as Panel[];
const variables: VariableModel[] = dashboard.templating?.list ?? [];
const queryOf = (panel: Panel) => (panel.targets ?? [])[0] as unknown as Query;
const own = panels.filter(({ type }) => type === 'tokenpath-latency-panel');

test('identity: title and uid stay, because Grafana matches an app dashboard by them', () => {
  assert.equal(dashboard.title, "Latency: where a request's time goes");
  assert.equal(dashboard.uid, 'tokenpath-latency');
});

test('every panel says what it tells, and asks a latency query that the variables scope', () => {
  assert.equal(panels.length, 9);
  for (const panel of panels) {
    assert.ok((panel.description ?? '').length > 40, `${panel.title} has no description`);
    assert.deepEqual(panel.datasource, { type: 'tokenpath-correlation-datasource', uid: '${datasource}' });
    const { queryType, version, filters, fields = [] } = queryOf(panel);
    assert.deepEqual({ queryType, version }, { queryType: 'latency', version: 1 });
    assert.deepEqual(
      filters?.flatMap(({ values }) => values),
      ['$cluster', '$model', '$namespace']
    );
    assert.ok(
      fields.every((field) => FIGURES.some((id) => id === field)),
      fields.join()
    );
  }
});

const formatsOf = { time: ['timeseries'], by: ['table'], first: ['table', 'timeseries'] };

test('the latency panel has the format that its view draws', () => {
  assert.equal(own.length, 5);
  for (const panel of own) {
    const { view } = panel.options as LatencyOptions;
    const formats = (panel.targets ?? []).map((target) => (target as unknown as Query).format);
    assert.deepEqual(formats, formatsOf[view], panel.title);
  }
  assert.deepEqual(
    own.map((panel) => queryOf(panel).by),
    [['llm_model'], ['llm_model'], ['namespace', 'pod'], ['role'], ['llm_model']]
  );
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
    ['datasource', 'cluster', 'model', 'namespace']
  );
});

test('the two dashboards lead to each other, with time and variables', () => {
  const leadsTo = (from: Dashboard, uid: string) =>
    (from.links ?? []).find(({ url }) => url === `/d/${uid}` && url.length > 0);
  for (const found of [leadsTo(dashboard, 'tokenpath-fleet'), leadsTo(fleet().build(), 'tokenpath-latency')]) {
    assert.equal(found?.keepTime, true);
    assert.equal(found?.includeVars, true);
  }
});
