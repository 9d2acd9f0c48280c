// Browser tests: starts the demo on free ports, runs every spec against its page, and stops it. With GRAFANA_URL the
// same specs run against a Grafana that is there already. Arguments choose specs: node tests/run.mjs dashboard home.
import { createWriteStream, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT, at } from '../tools/lib/paths.mjs';
import { endChildrenOnSignal, exitCode, start } from '../tools/lib/process.mjs';
import { createProgress } from '../tools/lib/progress.mjs';
import { createSetup, setUpDemo } from '../tools/lib/setup.mjs';
import { fromNodeTest, mustSucceed, summary } from '../tools/suites/counts.mjs';

import { startDemo } from './lib/demo.mjs';

const OUTPUT = at('tests', '.output');
const SPECS = at('tests', 'specs');
const TIMEOUT_MS = 600_000;

/** The spec files whose names begin with one of the wanted words; all of them where none is given. */
function chosen(words) {
  const files = readdirSync(SPECS).filter((name) => name.endsWith('.spec.ts'));
  const found = words.length > 0 ? files.filter((name) => words.some((word) => name.startsWith(word))) : files;
  if (found.length === 0) {
    throw new Error(`No spec begins with ${words.join(' or ')}; there are ${files.join(', ')}.`);
  }
  return found.sort().map((name) => join(SPECS, name));
}

/** Runs the specs one file after the other, each in a process and with a browser of its own. */
function runSpecs(files, environment) {
  const tap = join(OUTPUT, 'results.tap');
  const args = ['--import', 'tsx', '--test', '--test-concurrency=1', `--test-timeout=${TIMEOUT_MS}`];
  const reports = ['--test-reporter=spec', '--test-reporter-destination=stdout'];
  const counted = ['--test-reporter=tap', `--test-reporter-destination=${tap}`];
  const child = start(process.execPath, [...args, ...reports, ...counted, ...files], {
    cwd: ROOT,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      resolve({ code: exitCode(code, signal), ...fromNodeTest(readFileSync(tap, 'utf8')) });
    });
  });
}

async function onDemo(files, progress) {
  await setUpDemo(progress);
  const demo = await startDemo(createWriteStream(join(OUTPUT, 'demo.log')));
  progress.line(`The demo runs at ${demo.page}`);
  try {
    return await runSpecs(files, { TOKENPATH_PREVIEW_URL: demo.page });
  } finally {
    await demo.stop();
  }
}

async function onGrafana(files, progress) {
  await createSetup(progress).ensure('packages');
  progress.line(`Against ${process.env.GRAFANA_URL}`);
  return runSpecs(files, {});
}

endChildrenOnSignal();
try {
  mkdirSync(OUTPUT, { recursive: true });
  const files = chosen(process.argv.slice(2));
  const progress = createProgress();
  const { code, ...found } = await (process.env.GRAFANA_URL ? onGrafana : onDemo)(files, progress);
  const result = mustSucceed(code, found);
  process.stdout.write(`${summary([result])}\n`);
  process.exitCode = result.failed > 0 ? 1 : 0;
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
