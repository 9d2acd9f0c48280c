import {
  CustomVariable,
  DataSourceVariable,
  QueryVariable,
  SceneDataTransformer,
  sceneGraph,
  SceneGridRow,
  SceneQueryRunner,
  VizPanel,
} from '@grafana/scenes';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DashboardJson } from './model';
import { toScene } from './toScene';

const dashboard: DashboardJson = {
  uid: 'tokenpath-fleet',
  title: 'Fleet',
  time: { from: 'now-3h', to: 'now' },
  templating: {
    list: [
      { name: 'datasource', type: 'datasource', query: 'tokenpath-correlation-datasource' },
      { name: 'pod', type: 'query', query: { refId: 'pod' }, multi: true, includeAll: true, refresh: 2 },
      { name: 'top', type: 'custom', query: '5,10', current: { text: '10', value: '10' } },
      { name: 'odd', type: 'unknown' },
    ],
  },
  panels: [
    {
      id: 1,
      type: 'timeseries',
      title: 'Tokens',
      gridPos: { x: 0, y: 0, w: 12, h: 8 },
      datasource: { uid: '${datasource}' },
      targets: [{ refId: 'A' }],
      transformations: [{ id: 'reduce', options: {} }],
      interval: '15s',
    },
    { id: 2, type: 'row', title: 'More', gridPos: { x: 0, y: 8, w: 24, h: 1 }, collapsed: true, panels: [] },
  ],
};

test('variables become scene variables of their kind; an unknown kind is left out', () => {
  const variables = sceneGraph.getVariables(toScene(dashboard, [])).state.variables;
  assert.deepEqual(variables.map((variable) => variable.state.name), ['datasource', 'pod', 'top']);
  assert.ok(variables[0] instanceof DataSourceVariable);
  assert.ok(variables[1] instanceof QueryVariable && variables[1].state.isMulti && variables[1].state.defaultToAll);
  assert.ok(variables[2] instanceof CustomVariable && variables[2].state.value === '10');
});

test('a panel runs its queries on its data source and transforms the answer', () => {
  const [panel] = sceneGraph.findDescendents(toScene(dashboard, []), VizPanel);
  assert.equal(panel.state.key, 'panel-1');
  assert.equal(panel.getLegacyPanelId(), 1);
  const data = panel.state.$data;
  assert.ok(data instanceof SceneDataTransformer);
  assert.deepEqual(data.state.transformations, [{ id: 'reduce', options: {} }]);
  const runner = data.state.$data;
  assert.ok(runner instanceof SceneQueryRunner);
  assert.deepEqual(runner.state.datasource, { uid: '${datasource}' });
  assert.deepEqual([runner.state.minInterval, runner.state.maxDataPointsFromWidth], ['15s', true]);
});

test('rows and the time range follow the JSON', () => {
  const scene = toScene(dashboard, []);
  const [row] = sceneGraph.findDescendents(scene, SceneGridRow);
  assert.deepEqual([row.state.title, row.state.isCollapsed], ['More', true]);
  assert.deepEqual([scene.state.$timeRange?.state.from, scene.state.$timeRange?.state.to], ['now-3h', 'now']);
});
