import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { CACHE, ROOT, WEB, at } from '../lib/paths.mjs';
import { capture } from '../lib/process.mjs';
import { fromJest, fromLastLine, fromNodeTest, mustSucceed, single } from './counts.mjs';

const npmRun = (script, ...args) =>
  capture('npm', ['run', '--silent', script, ...(args.length ? ['--', ...args] : [])], { cwd: ROOT });

const check =
  (script, ...args) =>
  async () => {
    const { code, output } = await npmRun(script, ...args);
    return { ...single(code), output };
  };

async function jest() {
  const file = join(CACHE, 'test', 'jest.json');
  mkdirSync(join(CACHE, 'test'), { recursive: true });
  rmSync(file, { force: true });
  const { code, output } = await npmRun('jest', '--ci', '--json', '--outputFile', file);
  const found = existsSync(file) ? fromJest(JSON.parse(readFileSync(file, 'utf8'))) : single(1);
  return { ...mustSucceed(code, found), output };
}

/** Tests of Node's own runner below a folder. */
const testFiles = (folder) =>
  readdirSync(folder, { recursive: true })
    .filter((name) => /\.test\.(mjs|ts)$/.test(name) && !name.includes('node_modules'))
    .map((name) => join(folder, name));

async function tools() {
  const args = ['--import', 'tsx', '--test', ...testFiles(at('tools'))];
  const { code, output } = await capture(process.execPath, args, { cwd: ROOT });
  return { ...mustSucceed(code, fromNodeTest(output)), output };
}

async function page() {
  const { code, output } = await capture('npm', ['run', '--silent', 'test'], { cwd: WEB });
  return { ...mustSucceed(code, fromNodeTest(output)), output };
}

async function browser() {
  const runner = at('tests', 'run.mjs');
  if (!existsSync(runner)) {
    return { ...single(1), output: `${runner} does not exist` };
  }
  const { code, stdout, output } = await capture(process.execPath, [runner], { cwd: ROOT });
  return { ...mustSucceed(code, fromLastLine(stdout)), output };
}

/** The suites that keep one core busy at most. */
export const nodeSuites = [
  { name: 'lint', title: 'ESLint', needs: ['packages'], run: check('lint') },
  { name: 'typecheck', title: 'TypeScript', needs: ['packages', 'webPackages'], run: check('typecheck') },
  { name: 'jest', title: "The front end's unit tests", needs: ['packages'], run: jest },
  { name: 'tools', title: "The tools' tests", needs: ['packages'], run: tools },
  { name: 'page', title: "The preview page's tests", needs: ['webPackages'], run: page },
  {
    name: 'dashboards',
    title: 'Dashboards are what their generator makes',
    needs: ['packages'],
    run: check('dashboards', '--check'),
  },
  {
    name: 'signals',
    title: 'docs/signals.md is what the catalog says',
    needs: ['packages'],
    run: check('signals', '--check'),
  },
];

/** The suites that look at the finished plugin, and want the machine to themselves. */
export const lastSuites = [
  { name: 'plugin', title: "The catalog's rules", needs: ['frontend', 'backend'], run: check('check:plugin') },
  { name: 'browser', title: 'Browser tests', needs: ['frontend', 'page', 'backend', 'demo'], run: browser },
];
