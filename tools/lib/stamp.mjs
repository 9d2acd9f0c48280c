import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

import { CACHE, ROOT } from './paths.mjs';

const SKIPPED = new Set(['node_modules', 'dist', '.git', '.cache']);

function* files(path, keep) {
  if (!existsSync(path)) {
    return;
  }
  if (!statSync(path).isDirectory()) {
    yield path;
    return;
  }
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const child = join(path, entry.name);
    if (entry.isDirectory() ? !SKIPPED.has(entry.name) : keep(child)) {
      yield* files(child, keep);
    }
  }
}

/** A hash of the names and contents of everything below `paths` that `keep` accepts. */
export function hashOf(paths, keep = () => true) {
  const hash = createHash('sha256');
  const found = paths.flatMap((path) => [...files(path, keep)]);
  for (const file of found.sort()) {
    hash.update(relative(ROOT, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

const stampFile = (name) => join(CACHE, 'stamps', name);

/** True when `name` was last built from the same inputs and what it made is still there. */
export function isFresh(name, hash, outputs) {
  const stamp = stampFile(name);
  return outputs.every((path) => existsSync(path)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
}

/** Remembers the inputs that `name` was built from. */
export function remember(name, hash) {
  mkdirSync(join(CACHE, 'stamps'), { recursive: true });
  writeFileSync(stampFile(name), hash);
}
