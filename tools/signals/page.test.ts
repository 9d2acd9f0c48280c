import assert from 'node:assert/strict';
import { test } from 'node:test';

import { namesOf, readCatalog, type Catalog } from './catalog';
import { signalsPage } from './page';

const small: Catalog = {
  signals: [
    {
      id: 'ttft',
      family: 'engine',
      kind: 'distribution',
      space: 'distribution',
      unit: 's',
      title: 'TTFT',
      description: 'a | b',
    },
    {
      id: 'e2e',
      family: 'engine',
      kind: 'distribution',
      space: 'distribution',
      unit: 's',
      title: 'E2E',
      description: 'c',
    },
  ],
  systems: [
    {
      id: 'x',
      title: 'X',
      role: 'engine',
      about: 'An engine.',
      prefixes: ['x:', 'x_'],
      signals: {
        ttft: [{ metric: 'x:ttft', enabled_by: '--metrics', scale: 0.001, first_bucket: 0.1 }],
        e2e: [{ metric: 'x:e2e' }, { numerator: 'x:sum', denominator: 'x:n', era: '2024', match: { a: 'b' } }],
      },
    },
    { id: 'y', title: 'Y', role: 'engine', unusable: 'It cannot be read.' },
  ],
};

test('a cell tells what is reported, what by a flag, and what not', () => {
  const page = signalsPage(small);
  assert.match(page, /\| \[e2e\]\(#e2e\) \| ● \|/);
  assert.match(page, /\| \[ttft\]\(#ttft\) \| ○ \|/);
  assert.doesNotMatch(page, /\[y\]\(#y\)/);
});

test('names, scales, eras, flags and reasons are on the page', () => {
  const page = signalsPage(small);
  for (const text of [
    '`x:ttft`',
    '× 0.001',
    '--metrics',
    'first bucket 0.1',
    '`x:sum` ÷ `x:n`',
    '2024',
    'a mean, no quantiles',
  ]) {
    assert.ok(page.includes(text), text);
  }
  assert.ok(page.includes('It cannot be read.'));
  assert.ok(page.includes('also read with `x_`'));
  assert.ok(page.includes('a \\| b'));
});

test('every signal and every system of the catalog is on the page', () => {
  const catalog = readCatalog();
  const page = signalsPage(catalog);
  for (const { id } of [...catalog.signals, ...catalog.systems]) {
    assert.ok(page.includes(`<a id="${id}"></a>`), id);
  }
  assert.ok(
    catalog.systems.flatMap(({ signals }) => Object.values(signals ?? {}).flat()).every((a) => namesOf(a).length > 0)
  );
});
