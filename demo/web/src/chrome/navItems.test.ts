import { PluginIncludeType } from '@grafana/data';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freeName } from '../pages/freeName';
import { activeUrl, navItems } from './navItems';

const root = '/a/tokenpath-inference-app';
const home = { type: PluginIncludeType.page, name: 'Home', path: '/a/%PLUGIN_ID%/home', addToNav: true, defaultNav: true };
const fleet = { uid: 'fleet', title: 'Fleet', url: '/d/fleet/fleet' };

test("the app's pages come first, then dashboards, then what Grafana brings", () => {
  const items = navItems([home, { ...home, name: 'Hidden', addToNav: false }], [fleet]);
  assert.deepEqual(items.map((item) => item.url), [`${root}/home`, '/d/fleet/fleet', '/explore', '/connections/datasources']);
});

test('the entry of the open page is the longest one that leads there', () => {
  const items = navItems([], [fleet]);
  assert.equal(activeUrl(items, `${root}/home`), root);
  assert.equal(activeUrl(items, '/connections/datasources/edit/x'), '/connections/datasources');
  assert.equal(activeUrl(items, '/elsewhere'), undefined);
});

test('a new data source takes the first free name', () => {
  assert.equal(freeName('tokenpath', []), 'tokenpath');
  assert.equal(freeName('tokenpath', ['tokenpath', 'tokenpath-1']), 'tokenpath-2');
});
