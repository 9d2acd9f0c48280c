import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resolveLink } from './links';

const found = [
  { uid: 'own', title: 'Own', url: '/d/own', tags: ['fleet'] },
  { uid: 'cost', title: 'Cost', url: '/d/cost', tags: ['fleet', 'cost'] },
  { uid: 'other', title: 'Other', url: '/d/other', tags: [] },
];

test('a link carries the time range and the variables along when it says so', () => {
  const [link] = resolveLink({ type: 'link', title: 'L', url: '/x?a=1', keepTime: true, includeVars: true }, [], 'own');
  assert.equal(link.url, '/x?a=1&${__url_time_range}&${__all_variables}');
});

test('a link without either is left alone', () => {
  const [link] = resolveLink({ type: 'link', title: 'L', url: 'https://example.org', targetBlank: true }, [], 'own');
  assert.deepEqual([link.url, link.targetBlank], ['https://example.org', true]);
});

test('a link by tags leads to the other dashboards that have all of them', () => {
  const links = resolveLink({ type: 'dashboards', title: 'D', tags: ['fleet'], keepTime: true }, found, 'own');
  assert.deepEqual(links.map(({ title, url }) => [title, url]), [['Cost', '/d/cost?${__url_time_range}']]);
});
