// npm run signals: writes docs/signals.md from the catalog's files. With --check it writes nothing and fails when the
// page is not what the catalog says now.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { readCatalog } from './catalog';
import { signalsPage } from './page';

const file = join(__dirname, '..', '..', 'docs', 'signals.md');
const fresh = signalsPage(readCatalog());

if (!process.argv.includes('--check')) {
  writeFileSync(file, fresh);
} else if (!existsSync(file) || readFileSync(file, 'utf8') !== fresh) {
  process.stderr.write('docs/signals.md is not what pkg/catalog says. Run "npm run signals" and commit the result.\n');
  process.exitCode = 1;
}
