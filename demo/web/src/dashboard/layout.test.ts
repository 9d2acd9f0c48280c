import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layoutOf, repeatVariables } from './layout';
import type { RepeatLookup } from './layout';
import type { DashboardJson, PanelJson } from './model';

function panel(id: number, x: number, y: number, w: number, h: number, more: Partial<PanelJson> = {}): PanelJson {
  return { id, type: 'timeseries', title: `P${id}`, gridPos: { x, y, w, h }, ...more };
}

function row(id: number, y: number, more: Partial<PanelJson> = {}): PanelJson {
  return { id, type: 'row', title: `R${id}`, gridPos: { x: 0, y, w: 24, h: 1 }, ...more };
}

function board(...panels: PanelJson[]): DashboardJson {
  return { uid: 'u', title: 't', panels };
}

const pods: RepeatLookup = (name) => ['a', 'b', 'c'].map((value) => ({ name, value, text: value.toUpperCase() }));
const none: RepeatLookup = () => [];

test('panels without rows keep their places', () => {
  const layout = layoutOf(board(panel(1, 0, 0, 12, 8), panel(2, 12, 0, 12, 8)), none);
  assert.deepEqual(layout.panels.map(({ pos }) => pos), [
    { x: 0, y: 0, w: 12, h: 8 },
    { x: 12, y: 0, w: 12, h: 8 },
  ]);
  assert.equal(layout.rows.length, 0);
});

test('an open row owns the panels that follow it, whatever their order in the JSON', () => {
  const layout = layoutOf(board(panel(3, 0, 9, 24, 4), row(2, 8), panel(1, 0, 0, 24, 8)), none);
  assert.deepEqual(layout.panels.map((placed) => placed.panel.id), [1]);
  assert.deepEqual(layout.rows[0].children.map((placed) => placed.panel.id), [3]);
});

test('a collapsed row carries its panels and takes one line', () => {
  const collapsed = row(1, 0, { collapsed: true, panels: [panel(2, 0, 1, 24, 8)] });
  const layout = layoutOf(board(collapsed, row(3, 1), panel(4, 0, 2, 24, 4)), none);
  assert.deepEqual(layout.rows.map(({ y }) => y), [0, 1]);
  assert.equal(layout.rows[0].children[0].panel.id, 2);
  assert.equal(layout.rows[1].children[0].pos.y, 2);
});

test('a panel repeated sideways fills the width and pushes down what is below', () => {
  const repeated = panel(1, 0, 0, 24, 5, { repeat: 'pod', repeatDirection: 'h', maxPerRow: 2 });
  const layout = layoutOf(board(repeated, panel(2, 0, 5, 24, 4)), pods);
  assert.deepEqual(layout.panels.map(({ pos }) => [pos.x, pos.y, pos.w]), [
    [0, 0, 12],
    [12, 0, 12],
    [0, 5, 12],
    [0, 10, 24],
  ]);
});

test('a panel repeated downwards keeps its width', () => {
  const repeated = panel(1, 6, 0, 6, 5, { repeat: 'pod', repeatDirection: 'v' });
  const layout = layoutOf(board(repeated), pods);
  assert.deepEqual(layout.panels.map(({ pos }) => [pos.x, pos.y, pos.w]), [[6, 0, 6], [6, 5, 6], [6, 10, 6]]);
});

test('copies have names of their own and hold their value', () => {
  const layout = layoutOf(board(row(1, 0, { repeat: 'pod' }), panel(2, 0, 1, 24, 6)), pods);
  assert.deepEqual(layout.rows.map(({ y, copy }) => [y, copy]), [[0, ''], [7, '-b'], [14, '-c']]);
  assert.deepEqual(layout.rows.map(({ children }) => children[0].copy), ['', '-b', '-c']);
  assert.deepEqual(layout.rows[2].children[0].local, [{ name: 'pod', value: 'c', text: 'C' }]);
});

test('a repeat by a variable without values shows the panel once', () => {
  const layout = layoutOf(board(panel(1, 0, 0, 24, 5, { repeat: 'pod' })), none);
  assert.equal(layout.panels.length, 1);
  assert.deepEqual(layout.panels[0].local, []);
});

test('the variables that something is repeated by are found in collapsed rows too', () => {
  const collapsed = row(1, 0, { repeat: 'cluster', collapsed: true, panels: [panel(2, 0, 1, 24, 8, { repeat: 'pod' })] });
  assert.deepEqual(repeatVariables(board(collapsed, panel(3, 0, 9, 24, 8, { repeat: 'pod' }))), ['cluster', 'pod']);
});
