// npm run bench:panels: starts the demo on free ports, times the panels on its page (panels/run.ts has the options), and
// stops it. With TOKENPATH_PREVIEW_URL the page of a demo that runs already is taken.
import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { startDemo } from '../../tests/lib/demo.mjs';
import { CACHE, ROOT, at } from '../lib/paths.mjs';
import { endChildrenOnSignal, exitCode, start } from '../lib/process.mjs';
import { createProgress } from '../lib/progress.mjs';
import { setUpDemo } from '../lib/setup.mjs';

async function run(page) {
  const args = ['--import', 'tsx', at('tools', 'bench', 'panels', 'run.ts'), ...process.argv.slice(2)];
  const env = { ...process.env, TOKENPATH_PREVIEW_URL: page };
  const child = start(process.execPath, args, { cwd: ROOT, env, stdio: 'inherit' });
  const [code, signal] = await once(child, 'close');
  return exitCode(code, signal);
}

async function onDemo() {
  await setUpDemo(createProgress());
  mkdirSync(CACHE, { recursive: true });
  const demo = await startDemo(createWriteStream(join(CACHE, 'bench-demo.log')));
  try {
    return await run(demo.page);
  } finally {
    await demo.stop();
  }
}

endChildrenOnSignal();
const named = process.env.TOKENPATH_PREVIEW_URL;
process.exitCode = await (named ? run(named) : onDemo());
