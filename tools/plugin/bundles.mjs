import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { filesBelow, pluginsIn, readJson, readText } from './tree.mjs';

/** The largest module.js of each kind of plugin, gzip, in bytes. */
const LIMITS = { app: 15_000, datasource: 120_000, panel: 40_000 };

/** Every plugin has its module.js, with a source map, within its limit. */
export const modules = ({ dist }) =>
  pluginsIn(dist).flatMap(({ folder, json }) => {
    const file = join(folder, 'module.js');
    const missing = [file, `${file}.map`].filter((name) => !existsSync(join(dist, name)));
    if (missing.length > 0) {
      return missing.map((name) => `${name} is missing`);
    }
    const size = gzipSync(readFileSync(join(dist, file))).length;
    return size <= LIMITS[json.type] ? [] : [`${file} is ${size} bytes gzip, the limit is ${LIMITS[json.type]}`];
  });

// webpack's own runtime, the externals' stubs, and packages: not ours.
const FOREIGN = /(^|\/)node_modules\/|^webpack\/|^external |^(sync|lazy|eager) /;

const ownSources = (map, appId) =>
  map.sources
    .map((source, i) => ({ path: source.replace(`webpack://${appId}/`, '').replace(/^\.\//, ''), i }))
    .filter(({ path }) => !FOREIGN.test(path));

/** Each source map's own sources are files of src/ as they are there: the catalog compares them with the commit. */
export function sourceMaps({ dist, src }) {
  const appId = readJson(src, 'plugin.json').id;
  return filesBelow(dist)
    .filter((file) => file.endsWith('.js.map'))
    .flatMap((file) => {
      const map = readJson(dist, file);
      return ownSources(map, appId)
        .filter(({ path, i }) => {
          const original = join(src, path.replace(/\?.*$/, ''));
          return path.startsWith('..') || !existsSync(original) || readText(original) !== map.sourcesContent?.[i];
        })
        .map(({ path }) => `${file}: ${path} is not a file of src as it is there`);
    });
}
