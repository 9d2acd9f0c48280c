import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import type { Emitted } from '../published/compare';

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
