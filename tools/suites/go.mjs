import { existsSync } from 'node:fs';
import { relative } from 'node:path';

import { ROOT, at } from '../lib/paths.mjs';
import { capture } from '../lib/process.mjs';
import { fromGo, goFailures, mustSucceed, single } from './counts.mjs';

const DEMO = at('demo');
const TOOLS = at('tools');

const goTool = (name, folder) => ['tool', `-modfile=${relative(folder, at('tools', 'go.mod'))}`, name];

/** Format, vet and staticcheck of one module; what they say, or nothing. */
async function inspect(folder, packages) {
  const format = await capture('gofmt', ['-l', ...packages.folders], { cwd: folder });
  const complaints = [format.output && `Not formatted by gofmt:\n${format.output}`];
  for (const args of [['vet'], goTool('staticcheck', folder)]) {
    const { code, output } = await capture('go', [...args, './...'], { cwd: folder });
    complaints.push(code !== 0 && `${relative(ROOT, folder) || 'root'}: go ${args.join(' ')}\n${output}`);
  }
  return complaints.filter(Boolean).join('\n');
}

async function vet() {
  const output =
    (await inspect(ROOT, { folders: ['pkg'] })) +
    (await inspect(DEMO, { folders: ['.'] })) +
    (await inspect(TOOLS, { folders: ['.'] }));
  return { ...single(output ? 1 : 0), output };
}

// Random fleets take longer than the ten minutes that go test allows where cores are few or busy.
const goTest =
  (folder, ...args) =>
  async () => {
    if (!existsSync(folder)) {
      return { ...single(1), output: `${folder} does not exist` };
    }
    const { code, stdout, output } = await capture('go', ['test', '-json', '-timeout=40m', ...args], { cwd: folder });
    return { ...mustSucceed(code, fromGo(stdout)), output: goFailures(output) };
  };

async function types() {
  const { code, output } = await capture(process.execPath, [at('tools', 'types.mjs'), '--check'], { cwd: ROOT });
  return { ...single(code), output };
}

/** The suites that compile, on as many cores as there are. */
export const goSuites = [
  {
    name: 'go',
    title: "The backend's tests, with the race detector",
    needs: [],
    run: goTest(ROOT, '-race', './pkg/...'),
  },
  { name: 'extract', title: 'Go modules are read rightly', needs: [], run: goTest(TOOLS, './...') },
  { name: 'types', title: 'TypeScript types are what Go says', needs: [], run: types },
  {
    name: 'demo',
    title: "The demo's tests",
    needs: ['backend', 'frontend'],
    // They build and ask the plugin's backend, which Go's test cache does not see change.
    run: goTest(DEMO, '-count=1', './...'),
  },
  { name: 'vet', title: 'gofmt, go vet and staticcheck', needs: [], run: vet },
];
