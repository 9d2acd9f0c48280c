import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type Dashboard, type Panel } from '@grafana/grafana-foundation-sdk/dashboard';

import { FIGURES } from '../../src/panels/latency/model/figures';
import { type LatencyOptions } from '../../src/panels/latency/options/options';

import { latencyDashboard } from './latency/dashboard';
import { asksFor, hasVariables, isLinkedWithFleet, isWellPlaced, partsOf, queriesOf } from './lib/rules';

const dashboard: Dashboard = latencyDashboard().build();
const { panels, variables } = partsOf(dashboard);
const queryOf = (panel: Panel) => queriesOf(panel)[0];
const own = panels.filter(({ type }) => type === 'tokenpath-latency-panel');

test('identity: title and uid stay, because Grafana matches an app dashboard by them', () => {
  assert.equal(dashboard.title, "Latency: where a request's time goes");
  assert.equal(dashboard.uid, 'tokenpath-latency');
});

test('every panel says what it tells, and asks a latency query that the variables scope', () => {
  assert.equal(panels.length, 9);
  asksFor(panels, { queryType: 'latency', scope: ['$cluster', '$model', '$namespace'], known: FIGURES });
});

const formatsOf = { time: ['timeseries'], by: ['table'], first: ['table', 'timeseries'] };

test('the latency panel has the format that its view draws', () => {
  assert.equal(own.length, 5);
  for (const panel of own) {
    const { view } = panel.options as LatencyOptions;
    const formats = queriesOf(panel).map(({ format }) => format);
    assert.deepEqual(formats, formatsOf[view], panel.title);
  }
  assert.deepEqual(
    own.map((panel) => queryOf(panel).by),
    [['llm_model'], ['llm_model'], ['namespace', 'pod'], ['role'], ['llm_model']]
  );
});

test('panels have places of their own', () => isWellPlaced(panels));

test('variables are scoped by those before them', () =>
  hasVariables(variables, ['datasource', 'cluster', 'model', 'namespace']));

test('the dashboard and Fleet lead to each other, with time and variables', () => isLinkedWithFleet(dashboard));
