import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Every file below a folder, as paths relative to it with forward slashes. */
export function filesBelow(folder) {
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath ?? entry.path, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/')
    )
    .sort();
}

export const readText = (...path) => readFileSync(join(...path), 'utf8');
export const readJson = (...path) => JSON.parse(readText(...path));

/** Every plugin in a built tree: its plugin.json and the folder that holds it ('' for the app). */
export const pluginsIn = (dist) =>
  filesBelow(dist)
    .filter((file) => file === 'plugin.json' || file.endsWith('/plugin.json'))
    .map((file) => ({ file, folder: dirname(file) === '.' ? '' : dirname(file), json: readJson(dist, file) }));
