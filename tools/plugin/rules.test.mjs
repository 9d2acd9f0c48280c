import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';

import { hostPlatform } from '../lib/go.mjs';
import { executables, goRules } from './backend.mjs';
import { modules, sourceMaps } from './bundles.mjs';
import { documents, drawings } from './documents.mjs';
import { includes, metadata, strays, versions } from './metadata.mjs';

let places;

function write(file, content) {
  const path = join(places.root, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
}

const plugin = (id, more = {}) => ({
  type: id.split('-').at(-1),
  name: `The ${id}`,
  id,
  info: {
    description: 'What it does',
    keywords: ['gpu'],
    logos: { small: 'img/logo.svg', large: 'img/logo.svg' },
    version: '0.1.0',
  },
  dependencies: { grafanaDependency: '>=12.3.0' },
  ...more,
});

const NESTED = { type: 'datasource', name: 'Data', path: 'datasource/plugin.json' };

beforeEach(() => {
  const root = mkdtempSync(join(tmpdir(), 'tokenpath-'));
  places = { root, dist: join(root, 'dist'), src: join(root, 'src') };
  write('package.json', { version: '0.1.0' });
  for (const top of ['src', 'dist']) {
    write(`${top}/plugin.json`, plugin('acme-thing-app', { includes: [NESTED] }));
    write(`${top}/datasource/plugin.json`, plugin('acme-thing-datasource', { backend: true, executable: 'gpx_thing' }));
    write(`${top}/img/logo.svg`, '<svg/>');
    write(`${top}/datasource/img/logo.svg`, '<svg/>');
  }
  const map = { sources: ['webpack://acme-thing-app/./module.ts', 'webpack://acme-thing-app/external amd "react"'] };
  write('src/module.ts', 'export {};');
  for (const file of ['dist/module.js', 'dist/datasource/module.js']) {
    write(file, 'define([],()=>0)');
    write(`${file}.map`, { ...map, sourcesContent: ['export {};', ''] });
  }
  const backend = join(places.dist, 'datasource', `gpx_thing_${hostPlatform()}`);
  writeFileSync(backend, '');
  chmodSync(backend, 0o755);
});
afterEach(() => rmSync(places.root, { recursive: true }));

const none = (...rules) => rules.forEach((rule) => assert.deepEqual(rule(places), []));
const says = (rule, pattern) => assert.match(rule(places).join('\n'), pattern);

test('a sound plugin has no problems', () => {
  none(metadata, includes, strays, versions, modules, sourceMaps, drawings, executables, goRules);
});

test('a nested plugin that includes does not name, and an include that is not there', () => {
  write(
    'dist/plugin.json',
    plugin('acme-thing-app', { includes: [{ type: 'dashboard', name: 'Gone', path: 'gone.json' }] })
  );
  says(includes, /datasource\/plugin\.json is not in the app's includes/);
  says(includes, /gone\.json, which is not there/);
});

test('a logo that did not reach dist', () => {
  rmSync(join(places.dist, 'datasource', 'img'), { recursive: true });
  says(metadata, /datasource\/plugin\.json: images missing/);
});

test('a stray plugin.json, another Grafana, another version', () => {
  const other = plugin('acme-other-panel', { dependencies: { grafanaDependency: '>=11.0.0' } });
  write('dist/fixtures/plugin.json', { ...other, info: { ...other.info, version: '9.9.9' } });
  says(strays, /fixtures\/plugin\.json is in dist, but not in src/);
  says(versions, /9\.9\.9/);
  says(versions, /grafanaDependency/);
});

test('a bundle that is too large, or without a map', () => {
  const noise = Array.from({ length: 20_000 }, (_, i) => Math.sin(i).toString(36)).join('');
  write('dist/module.js', noise);
  says(modules, /the limit is 15000/);
  rmSync(join(places.dist, 'module.js.map'));
  says(modules, /module\.js\.map is missing/);
});

test('a source map that speaks of other code', () => {
  write('dist/module.js.map', {
    sources: ['webpack://acme-thing-app/./module.ts'],
    sourcesContent: ['export const old = 1;'],
  });
  says(sourceMaps, /module\.ts is not a file of src as it is there/);
  write('dist/module.js.map', { sources: ['webpack://acme-thing-app/../tools/x.ts'], sourcesContent: [''] });
  says(sourceMaps, /tools\/x\.ts/);
});

test('documents: relative links and a change log without the version', () => {
  const text = 'A plugin that does something worth more than two hundred characters. '.repeat(4);
  write('dist/README.md', `${text} [how](docs/how.md)`);
  write('dist/LICENSE', 'Apache License\n Version 2.0');
  write('dist/CHANGELOG.md', '# Changelog');
  says(documents, /docs\/how\.md/);
  says(documents, /nothing about 0\.1\.0/);
  write('dist/README.md', `${text} [how](https://example.com)`);
  write('dist/CHANGELOG.md', '## 0.1.0');
  none(documents);
});

test('an executable with another mode, a drawing with a script, a file read in pkg', () => {
  chmodSync(join(places.dist, 'datasource', `gpx_thing_${hostPlatform()}`), 0o644);
  says(executables, /is not 0755/);
  write('dist/img/logo.svg', '<svg><script/></svg>');
  says(drawings, /img\/logo\.svg/);
  write('pkg/a.go', 'package a\n\nvar _, _ = os.Open("x") // os.Stat is fine here\n');
  assert.deepEqual(goRules(places), ['pkg/a.go:3: os.Open']);
});
