// npm run demo: installs and builds what is missing, then becomes the demo program. Flags after -- are the demo's.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { demoPath } from './lib/go.mjs';
import { DIST, WEB, at } from './lib/paths.mjs';
import { endChildrenOnSignal, exitCode, start, stoppedBy } from './lib/process.mjs';
import { createProgress } from './lib/progress.mjs';
import { checkRequirements } from './lib/requirements.mjs';
import { setUpDemo } from './lib/setup.mjs';

const flags = process.argv.slice(2);
const isCheck = flags.some((flag) => /^--?check(=true)?$/.test(flag));
// The summary of --check is read by programs: it has standard output to itself.
const progress = createProgress(isCheck ? process.stderr : process.stdout);

endChildrenOnSignal();

/** The folders that the demo serves and reads. */
function folders() {
  const paths = {
    '--dist': DIST,
    '--web': join(WEB, 'dist'),
    '--provisioning': at('provisioning'),
    '--dashboards': at('dashboards'),
  };
  return Object.entries(paths)
    .filter(([, path]) => existsSync(path))
    .flat();
}

function becomeDemo() {
  const child = start(demoPath(), [...folders(), ...flags], { stdio: 'inherit' });
  child.once('error', (error) => {
    process.stderr.write(`The demo could not be started: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.once('close', (code, signal) => {
    process.exitCode = exitCode(code, signal);
  });
}

try {
  await checkRequirements();
  await setUpDemo(progress);
  progress.line('Starting the demo …');
  becomeDemo();
} catch (error) {
  const signal = stoppedBy();
  if (!signal) {
    process.stderr.write(`\n${error.message}\n`);
  }
  // Not just exitCode: a build on the other lane may still be running, and ends with us.
  process.exit(signal ? exitCode(null, signal) : 1);
}
