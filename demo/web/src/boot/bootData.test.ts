import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chosenTheme } from './bootData';

test('the address decides the theme, then what was chosen before, then the host', () => {
  assert.equal(chosenTheme('?theme=light', 'dark', 'dark'), 'light');
  assert.equal(chosenTheme('', 'light', 'dark'), 'light');
  assert.equal(chosenTheme('?theme=pink', null, 'light'), 'light');
  assert.equal(chosenTheme('', null), 'dark');
});
