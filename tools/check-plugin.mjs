// npm run check:plugin: the rules of Grafana's plugin catalog that can be checked without a network, on the built
// dist/. The catalog's own validator needs one.
import { DIST, ROOT, at } from './lib/paths.mjs';
import { executables, goModule, goRules } from './plugin/backend.mjs';
import { modules, sourceMaps } from './plugin/bundles.mjs';
import { documents, drawings } from './plugin/documents.mjs';
import { includes, metadata, strays, versions } from './plugin/metadata.mjs';

const RULES = {
  metadata,
  includes,
  strays,
  versions,
  modules,
  sourceMaps,
  documents,
  drawings,
  executables,
  goModule,
  goRules,
};

const places = { dist: DIST, src: at('src'), root: ROOT };

for (const [name, rule] of Object.entries(RULES)) {
  const problems = rule(places);
  process.stdout.write(
    `${problems.length > 0 ? '✕' : '✓'} ${name}\n${problems.map((text) => `    ${text}\n`).join('')}`
  );
  process.exitCode ||= problems.length > 0 ? 1 : 0;
}
