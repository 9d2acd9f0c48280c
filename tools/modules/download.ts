import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** A module's text, or why it cannot be had. */
export type Source = { folder: string; version: string } | { reason: string };

/** What go mod download says. */
interface Downloaded {
  Version?: string;
  Dir?: string;
  Error?: string;
}

function parsed(text: string): Downloaded {
  try {
    return JSON.parse(text) as Downloaded;
  } catch {
    return {};
  }
}

/** The part of Go's message that says why, on one line. */
export function reasonOf(message: string): string {
  const parts = message
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  return (
    parts.join('; ').replace(/^.*?: (reading|invalid version|not found|unrecognized|unknown)/, '$1') || 'no answer'
  );
}

/**
 * A module's text in a folder that is laid out as Go's module cache is; from the proxy, as it is configured, where it is
 * not there yet. The version may be whatever the proxy resolves: a tag, a branch, latest.
 */
export function sourceOf(path: string, version: string, cache: string): Source {
  const given = join(cache, `${path}@${version}`);
  if (existsSync(given)) {
    return { folder: given, version };
  }
  const env = { ...process.env, GOMODCACHE: cache, GOFLAGS: '-modcacherw', GOWORK: 'off' };
  const { stdout, stderr, error } = spawnSync('go', ['mod', 'download', '-json', `${path}@${version}`], {
    cwd: cache,
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  const { Dir, Version, Error: message } = parsed(stdout ?? '');
  return Dir
    ? { folder: Dir, version: Version ?? version }
    : { reason: reasonOf(message ?? error?.message ?? stderr ?? '') };
}
