// npm run typecheck: every TypeScript project of the repository, each with its own settings.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT, at } from './lib/paths.mjs';
import { capture } from './lib/process.mjs';

const PROJECTS = ['.', 'tools', 'tests', 'demo/web'];

/** The compiler of the project's own package, or the root's. */
const compiler = (project) =>
  [at(project), ROOT].map((folder) => join(folder, 'node_modules', '.bin', 'tsc')).find((file) => existsSync(file));

async function check(project) {
  const config = at(project, 'tsconfig.json');
  if (!existsSync(config)) {
    return { code: 1, output: 'tsconfig.json is missing\n' };
  }
  return capture(compiler(project), ['--noEmit', '-p', config], { cwd: at(project) });
}

for (const project of PROJECTS) {
  const { code, output } = await check(project);
  process.stdout.write(`${code === 0 ? '✓' : '✕'} ${project}\n${output}`);
  process.exitCode ||= code;
}
