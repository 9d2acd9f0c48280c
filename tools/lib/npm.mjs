import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { run } from './process.mjs';

const packages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/**
 * True when the folder's node_modules holds exactly what its lock file says. npm keeps a lock file of its own inside
 * node_modules; packages for other platforms are rightly absent from it.
 */
export function isInstalled(folder) {
  const installedFile = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) {
    return false;
  }
  const wanted = packages(join(folder, 'package-lock.json'));
  const installed = packages(installedFile);
  const present = ([path, entry]) =>
    path === '' || (installed[path] ? installed[path].version === entry.version : Boolean(entry.optional));
  return Object.entries(wanted).every(present) && Object.keys(installed).every((path) => path in wanted);
}

/** Installs what the folder's lock file says. */
export const install = (folder) => run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder });
