// npm run dashboards: writes dashboards/*.json from their builders. With --check it writes nothing and fails when a
// file is not what its builder makes now.
import { join } from 'node:path';

import { costDashboard } from './cost/dashboard';
import { distributedDashboard } from './distributed/dashboard';
import { fleet } from './fleet/dashboard';
import { gallery } from './gallery/dashboard';
import { kvcacheDashboard } from './kvcache/dashboard';
import { latencyDashboard } from './latency/dashboard';
import { isCurrent, update, type Source } from './lib/file';

const folder = join(__dirname, '..', '..', 'dashboards');

const dashboards: Record<string, Source> = {
  'cost.json': costDashboard,
  'distributed.json': distributedDashboard,
  'fleet.json': fleet,
  'gallery.json': gallery,
  'kvcache.json': kvcacheDashboard,
  'latency.json': latencyDashboard,
};

for (const [name, source] of Object.entries(dashboards)) {
  const file = join(folder, name);
  if (!process.argv.includes('--check')) {
    process.stdout.write(`dashboards/${name}: ${update(file, source) ? 'written' : 'unchanged'}\n`);
  } else if (!isCurrent(file, source)) {
    process.stderr.write(
      `dashboards/${name} is not what tools/dashboards makes. Run "npm run dashboards" and commit the result.\n`
    );
    process.exitCode = 1;
  }
}
