import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Catalog } from '../signals/catalog';
import { compare, type Emitted, type Package } from './compare';

const signal = (id: string, kind: string) => ({
  id,
  family: 'engine',
  kind,
  space: 'x',
  unit: 's',
  title: id,
  description: id,
});

const catalog: Catalog = {
  signals: [
    signal('ttft', 'distribution'),
    signal('tokens', 'counter'),
    signal('hit', 'ratio'),
    signal('used', 'gauge'),
  ],
  systems: [
    {
      id: 'x',
      title: 'X',
      role: 'engine',
      signals: {
        ttft: [{ metric: 'x:ttft_ms', scale: 0.001, first_bucket: 0.1 }],
        tokens: [{ metric: 'x:tokens_total' }, { metric: 'x:length_sum' }, { metric: 'other_total' }],
        hit: [
          { numerator: 'x:hits_total', denominator: 'x:asks_total' },
          { metric: 'x:hit_rate', kind: 'gauge' },
        ],
        used: [{ metric: 'x:used' }],
      },
    },
  ],
};

const metric = (name: string, type: Emitted['type'], buckets: number[] | null = null): Emitted => ({
  name,
  type,
  labels: null,
  buckets,
  file: 'a.py',
});

const emitted = [
  metric('x:ttft_ms', 'histogram', [100, 200]),
  metric('x:tokens_total', 'counter'),
  metric('x:length', 'histogram'),
  metric('x:hits_total', 'counter'),
  metric('x:asks_total', 'counter'),
  metric('x:used', 'gauge'),
  metric('y:used', 'gauge'),
];
const known: Package = { name: 'x', systems: ['x'], prefixes: ['x:'], gone: ['x:hit_rate'] };

test('a catalog that says what the package does agrees with it', () => {
  assert.deepEqual(compare(catalog, known, emitted), []);
});

test('labels that the catalog selects by, reads a model from, or does not know', () => {
  const own = structuredClone(catalog);
  Object.assign(own.systems[0], {
    require: ['model_name'],
    labels: { llm_model: ['model_name', 'model'] },
    dims: { dp: 'sum' },
  });
  const with_ = (labels: string[]) => emitted.map((m) => (m.name === 'x:used' ? { ...m, labels } : m));
  assert.deepEqual(compare(own, known, with_(['model_name', 'dp'])), []);
  assert.deepEqual(compare(own, known, with_(['dp', 'colour'])), [
    'x:used: has no label model_name, by which the catalog chooses its series',
    'x:used: has none of the labels that the model is read from (model_name, model)',
    'x:used: label colour is unknown to the catalog',
  ]);
  assert.deepEqual(compare(own, { ...known, labels_aside: ['colour'] }, with_(['model_name', 'colour'])), []);
});

test('emitted and unknown, claimed and not emitted, gone and back again', () => {
  const lines = compare(catalog, { ...known, gone: ['x:used'] }, [...emitted, metric('x:new', 'gauge')]);
  assert.deepEqual(lines, [
    'x:new: emitted (gauge, a.py), unknown to the catalog',
    'x:hit_rate: claimed by the catalog, emitted by nobody',
    'x:used: listed as gone, and emitted',
  ]);
  assert.deepEqual(compare(catalog, { ...known, aside: ['x:n*'] }, [...emitted, metric('x:new', 'gauge')]), []);
});

test('another kind and another first bucket are differences', () => {
  const other = emitted.map((m) => (m.name === 'x:used' ? metric('x:used', 'counter') : m));
  other[0] = metric('x:ttft_ms', 'histogram', [0, 50]);
  assert.deepEqual(compare(catalog, known, other), [
    'x:ttft_ms: the first bucket is 50, and the catalog says 100',
    'x:used: a counter, and the catalog says gauge',
  ]);
});

test('what several versions declare is theirs together, and labels are told of each', () => {
  const old = { ...metric('x:hit_rate', 'gauge'), labels: ['colour'] };
  const lines = compare(catalog, { ...known, gone: [] }, [...emitted, old, ...emitted]);
  assert.deepEqual(lines, ['x:hit_rate: label colour is unknown to the catalog']);
});

test('a label that is needed may be in some versions only', () => {
  const own = structuredClone(catalog);
  Object.assign(own.systems[0], { require: ['stage'] });
  const of = (labels: string[] | null) => ({ ...metric('x:used', 'gauge'), labels });
  const others = emitted.filter(({ name }) => name !== 'x:used');
  assert.deepEqual(compare(own, known, [...others, of([]), of(['stage'])]), []);
  assert.deepEqual(compare(own, known, [...others, of([]), of(null)]), []);
  assert.deepEqual(compare(own, known, [...others, of([])], { isPartial: true }), []);
  assert.deepEqual(compare(own, known, [...others, of([]), of([])]), [
    'x:used: has no label stage, by which the catalog chooses its series',
  ]);
});

test('an unknown type agrees with any', () => {
  const untyped = emitted.map((m) => ({ ...m, type: undefined }));
  assert.deepEqual(compare(catalog, known, untyped), []);
});

test('where something could not be read, nothing is said to be emitted by nobody', () => {
  const lines = compare(catalog, known, [metric('x:new', 'gauge')], { isPartial: true });
  assert.deepEqual(lines, ['x:new: emitted (gauge, a.py), unknown to the catalog']);
});

test('a name may end like a part of a histogram and be none', () => {
  const own = structuredClone(catalog);
  Object.assign(own.systems[0], { signals: { tokens: [{ metric: 'x:replay_count' }] } });
  assert.deepEqual(compare(own, { ...known, gone: [] }, [metric('x:replay_count', 'counter')]), []);
  assert.deepEqual(compare(own, { ...known, gone: [] }, [metric('x:replay', 'histogram')]), []);
  const narrow = { ...known, gone: [], prefixes: ['x:replay_'] };
  assert.deepEqual(compare(own, narrow, [metric('x:replay_count', 'counter')]), []);
});

test('declared as another type on purpose, and series without a model', () => {
  const own = structuredClone(catalog);
  Object.assign(own.systems[0], { labels: { llm_model: ['model'] } });
  const odd = emitted.map((m) => (m.name === 'x:used' ? { ...metric('x:used', 'counter'), labels: [] } : m));
  assert.equal(compare(own, known, odd).length, 2);
  assert.deepEqual(compare(own, { ...known, mistyped: ['x:us*'], without_model: ['x:used'] }, odd), []);
});

test('a star stands for anything, and other signs for themselves', () => {
  const names = ['x:a_p50', 'x:a.p50', 'x:a_p99'].map((name) => metric(name, 'gauge'));
  const lines = compare(catalog, { ...known, aside: ['x:*_p50', 'x:a.p9*'] }, [...emitted, ...names]);
  assert.deepEqual(
    lines.map((line) => line.split(':').slice(0, 2).join(':')),
    ['x:a.p50', 'x:a_p99']
  );
});
