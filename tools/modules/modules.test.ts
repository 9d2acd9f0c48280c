import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { parse } from 'yaml';

import { claims } from '../published/compare';
import { readCatalog } from '../signals/catalog';
import type { Exporter } from './read';

const { exporters } = parse(readFileSync(join(__dirname, 'modules.yaml'), 'utf8')) as { exporters: Exporter[] };

test('every exporter has versions to read, systems that the catalog knows, and claims to compare', () => {
  const catalog = readCatalog();
  const known = new Set(catalog.systems.map(({ id }) => id));
  for (const exporter of exporters) {
    assert.ok(
      exporter.modules.every(({ versions }) => versions.length > 0),
      exporter.name
    );
    assert.deepEqual(
      exporter.systems.filter((id) => !known.has(id)),
      []
    );
    assert.ok(claims(catalog, exporter).length > 0, exporter.name);
  }
});
