import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's top folder. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** What the tools keep between runs: stamps, the demo's program, logs of test suites. Git-ignored. */
export const CACHE = join(ROOT, '.cache');

/** The built plugin, as Grafana would see it. */
export const DIST = join(ROOT, 'dist');

/** The demo's page: its own package with its own lock file. */
export const WEB = join(ROOT, 'demo', 'web');

/** A path below the repository's top folder. */
export const at = (...parts) => join(ROOT, ...parts);
