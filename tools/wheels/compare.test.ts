import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

const PACKAGE = `
from a import Names
LABELS = ["model_name", "engine"]
TEAM = "team"
class Keys(Enum):
    TEAM = TEAM
class MetricLabels:
    x_spent = [Keys.TEAM.value, "model"]
class Metrics:
    SIZE = "x:size"
    def __init__(self):
        self.a = self._counter_cls(name="x:tokens", labelnames=LABELS + ["reason"])
        self.b = Histogram("x:ttft", "help", buckets=[0.1, 1])
        self.c = meter.create_counter("x_mp.lookup", unit="tokens")
        self.d = {Metrics.SIZE: GaugeMetadata(documentation="help")}
        counter_specs = [("x:drafts", "help"), ("x:drafted_total", "help")]
        register_gauge("meter", "x_mp.fill_ratio", "help")
        self.e = Gauge(compute_name(), "help")
        labels = {"model_name": name, "tp_rank": rank}
        self.f = Gauge("x:free", "help", labelnames=labels.keys())
        self.g = Counter("x_spent", "help", labelnames=self.labels_for("x_spent"))
`;

test('names, kinds, labels and buckets are read from a wheel without running it', (t) => {
  const hasPython = spawnSync('python3', ['--version']).status === 0;
  if (!hasPython) {
    t.skip('python3 is not there');
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'tokenpath-wheel-'));
  try {
    const wheel = join(folder, 'x.whl');
    const pack = 'import sys, zipfile\nwith zipfile.ZipFile(sys.argv[1], "w") as z: z.writestr("x/m.py", sys.argv[2])';
    execFileSync('python3', ['-c', pack, wheel, PACKAGE]);
    const found = JSON.parse(execFileSync('python3', [join(__dirname, 'extract.py'), wheel]).toString()) as Emitted[];
    assert.deepEqual(
      found.map(({ name, type }) => `${name} ${type}`),
      [
        'x:drafted_total counter',
        'x:drafts_total counter',
        'x:free gauge',
        'x:size gauge',
        'x:tokens_total counter',
        'x:ttft histogram',
        'x_mp_fill_ratio gauge',
        'x_mp_lookup_tokens_total counter',
        'x_spent_total counter',
      ]
    );
    const labelsOf = (name: string) => found.find((m) => m.name === name)?.labels;
    assert.deepEqual(labelsOf('x:tokens_total'), ['model_name', 'engine', 'reason']);
    assert.deepEqual(labelsOf('x:free'), ['model_name', 'tp_rank']);
    assert.deepEqual(labelsOf('x_spent_total'), ['team', 'model']);
    assert.deepEqual(found.find(({ name }) => name === 'x:ttft')?.buckets, [0.1, 1]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
