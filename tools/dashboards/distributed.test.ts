import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';

import { CHART_FIGURES, FIGURES } from '../../src/panels/tpbalance/model/figures';

import { distributedDashboard } from './distributed/dashboard';
import { asksFor, hasVariables, isLinkedWithFleet, isWellPlaced, partsOf, queriesOf } from './lib/rules';

const dashboard: Dashboard = distributedDashboard().build();
const { panels, variables } = partsOf(dashboard);

test('identity: title and uid stay, because Grafana matches an app dashboard by them', () => {
  assert.equal(dashboard.title, 'Distributed inference');
  assert.equal(dashboard.uid, 'tokenpath-distributed');
});

test('every panel says what it tells, and asks balance queries that the variables scope', () => {
  assert.equal(panels.length, 7);
  asksFor(panels, { queryType: 'balance', scope: ['$cluster', '$model', '$namespace', '$pod'], known: FIGURES });
});

test('the balance panel has a table of groups, and their GPUs over time with figures that charts show', () => {
  const [own, ...rest] = panels.filter(({ type }) => type === 'tokenpath-tpbalance-panel');
  assert.equal(rest.length, 0);
  const [groups, gpus] = queriesOf(own);
  assert.deepEqual([groups.format, gpus.format], ['table', 'timeseries']);
  assert.deepEqual(gpus.by, [...(groups.by ?? []), 'gpu_index', 'gpu_uuid']);
  assert.ok(gpus.fields?.every((field) => CHART_FIGURES.some((id) => id === field)));
});

test('panels have places of their own', () => isWellPlaced(panels));

test('variables are scoped by those before them', () =>
  hasVariables(variables, ['datasource', 'cluster', 'model', 'namespace', 'pod']));

test('the dashboard and Fleet lead to each other, with time and variables', () => isLinkedWithFleet(dashboard));
