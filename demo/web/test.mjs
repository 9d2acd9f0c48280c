// Runs src/**/*.test.ts: esbuild bundles them for Node, node:test runs them and prints the counts.
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { commonJsDefault } from './tools/commonJsDefault.mjs';

const root = dirname(fileURLToPath(import.meta.url));
const files = await readdir(join(root, 'src'), { recursive: true });
const tests = files.filter((file) => /\.test\.tsx?$/.test(file)).map((file) => join(root, 'src', file));
const outdir = await mkdtemp(join(tmpdir(), 'tokenpath-preview-tests-'));

await build({
  absWorkingDir: root,
  entryPoints: tests,
  outdir,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  mainFields: ['module', 'main'],
  conditions: ['import', 'module'],
  inject: [join(root, 'tools/browserGlobals.mjs')],
  define: { 'process.env.NODE_ENV': '"test"' },
  loader: { '.svg': 'text', '.ttf': 'empty', '.css': 'empty' },
  plugins: [commonJsDefault],
  logLevel: 'error',
});

const built = (await readdir(outdir, { recursive: true })).filter((file) => file.endsWith('.cjs'));
const run = spawnSync(process.execPath, ['--test', ...built.map((file) => join(outdir, file))], { stdio: 'inherit' });
await rm(outdir, { recursive: true, force: true });
process.exit(run.status ?? 1);
