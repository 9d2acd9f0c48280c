import assert from 'node:assert/strict';
import { test } from 'node:test';
import { staysInPage } from './interceptLinks';

const origin = 'http://localhost:3000';
const click = { button: 0, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, defaultPrevented: false };
const link = { href: `${origin}/d/x`, target: '', origin, pathname: '/d/x' };

test('a plain click on a link to a page navigates', () => {
  assert.equal(staysInPage(click, link, origin), true);
  assert.equal(staysInPage(click, { ...link, target: '_self' }, origin), true);
});

test('other tabs, other sites, files and handled clicks are left to the browser', () => {
  assert.equal(staysInPage({ ...click, ctrlKey: true }, link, origin), false);
  assert.equal(staysInPage({ ...click, button: 1 }, link, origin), false);
  assert.equal(staysInPage({ ...click, defaultPrevented: true }, link, origin), false);
  assert.equal(staysInPage(click, { ...link, target: '_blank' }, origin), false);
  assert.equal(staysInPage(click, { ...link, origin: 'https://example.org' }, origin), false);
  assert.equal(staysInPage(click, { ...link, pathname: '/api/health' }, origin), false);
});
