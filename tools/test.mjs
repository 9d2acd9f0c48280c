// npm test: every check of the project, or those named: npm test -- jest go.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { CACHE } from './lib/paths.mjs';
import { endChildrenOnSignal, exitCode, stoppedBy } from './lib/process.mjs';
import { createProgress, duration } from './lib/progress.mjs';
import { checkRequirements } from './lib/requirements.mjs';
import { createSetup } from './lib/setup.mjs';
import { single, summary } from './suites/counts.mjs';
import { goSuites } from './suites/go.mjs';
import { lastSuites, nodeSuites } from './suites/node.mjs';

const progress = createProgress();
const { ensure } = createSetup(progress);
const results = [];
const logs = join(CACHE, 'test');

endChildrenOnSignal();

async function outcomeOf({ needs, run }) {
  try {
    for (const need of needs) {
      await ensure(need);
    }
    return await run();
  } catch (error) {
    return { ...single(1), output: error.message };
  }
}

async function runSuite(suite) {
  const from = Date.now();
  progress.line(`${suite.name}: ${suite.title} …`);
  const outcome = await outcomeOf(suite);
  const result = { ...outcome, name: suite.name, took: duration(Date.now() - from) };
  results.push(result);
  const log = join(logs, `${suite.name}.log`);
  writeFileSync(log, outcome.output);
  const verdict = result.failed > 0 ? 'FAILED' : 'ok';
  progress.line(`${suite.name}: ${verdict}, ${summary([result])}, ${result.took}`);
  if (result.failed > 0) {
    progress.raw(outcome.output.split('\n').slice(-200).join('\n'));
    progress.raw(`(all of it in ${log})`);
  }
}

async function inTurn(suites) {
  for (const suite of suites) {
    if (!stoppedBy()) {
      await runSuite(suite);
    }
  }
}

/** Builds what the last suites need while the other lane is still busy; they report what fails. */
async function prepare(suites, own) {
  const wanted = suites.flatMap(({ needs }) => needs).filter((need) => own.includes(need));
  for (const need of wanted) {
    await ensure(need).catch(() => undefined);
  }
}

function select(suites, names) {
  return names.length > 0 ? suites.filter(({ name }) => names.includes(name)) : suites;
}

function chosen() {
  const names = process.argv.slice(2);
  const known = [...nodeSuites, ...goSuites, ...lastSuites].map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Error(`Unknown suite ${unknown.join(', ')}; there are ${known.join(', ')}.`);
  }
  return [nodeSuites, goSuites, lastSuites].map((suites) => select(suites, names));
}

function report() {
  progress.raw('');
  for (const result of results) {
    const mark = result.failed > 0 ? '✕' : '✓';
    progress.raw(`${mark} ${result.name.padEnd(12)}${summary([result]).padEnd(40)}${result.took}`);
  }
  progress.raw('');
  progress.raw(summary(results));
  return results.some(({ failed }) => failed > 0) ? 1 : 0;
}

try {
  const [node, go, last] = chosen();
  await checkRequirements();
  mkdirSync(logs, { recursive: true });
  // Node's suites keep one core busy while Go's compile; browser tests come after, on a quiet machine.
  await Promise.all([
    inTurn(node).then(() => prepare(last, ['frontend', 'page'])),
    inTurn(go).then(() => prepare(last, ['backend', 'demo'])),
  ]);
  await inTurn(last);
  process.exitCode = stoppedBy() ? exitCode(null, stoppedBy()) : report();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
