// Builds the data source's backend into dist/datasource: for this machine, for the platforms named, or with --all
// for every platform of a release.
import { relative } from 'node:path';

import { PLATFORMS, backendPath, buildBackend, hostPlatform } from './lib/go.mjs';
import { ROOT } from './lib/paths.mjs';
import { endChildrenOnSignal } from './lib/process.mjs';
import { createProgress } from './lib/progress.mjs';

endChildrenOnSignal();
const args = process.argv.slice(2);
const named = args.length > 0 ? args : [hostPlatform()];
const progress = createProgress();

try {
  for (const platform of args.includes('--all') ? PLATFORMS : named) {
    await progress.step(`Building ${relative(ROOT, backendPath(platform))}`, () => buildBackend(platform));
  }
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
