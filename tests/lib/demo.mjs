import { once } from 'node:events';
import { join } from 'node:path';

import { demoPath } from '../../tools/lib/go.mjs';
import { DIST, WEB, at } from '../../tools/lib/paths.mjs';
import { signalGroup, start } from '../../tools/lib/process.mjs';

const READY_MS = 120_000;
const STOP_MS = 15_000;

const FOLDERS = {
  '--dist': DIST,
  '--web': join(WEB, 'dist'),
  '--provisioning': at('provisioning'),
  '--dashboards': at('dashboards'),
};

/**
 * The history ends on this whole minute and nothing is added: every spec of a run sees the same data. What looks at
 * the last minutes, as the health check does, still finds it.
 */
const thisMinute = () => new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString().replace('.000Z', 'Z');

/** Resolves with the page's address once the demo says that it is ready. */
function ready(child) {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => reject(new Error(`The demo is not ready after ${READY_MS / 1000} s`)), READY_MS);
    const settle = (act) => (value) => {
      clearTimeout(timer);
      act(value);
    };
    child.stdout.setEncoding('utf8').on('data', (text) => {
      said += text;
      const page = /^Tokenpath preview: (\S+)/m.exec(said)?.[1];
      if (page) {
        settle(resolve)(page);
      }
    });
    child.once('error', settle(reject));
    child.once('close', (code) => settle(reject)(new Error(`The demo ended with code ${code} before it was ready`)));
  });
}

async function stop(child) {
  if (child.exitCode === null && child.signalCode === null) {
    const closed = once(child, 'close');
    const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), STOP_MS);
    signalGroup(child, 'SIGTERM');
    await closed;
    clearTimeout(timer);
  }
  // What the demo itself may have left behind.
  signalGroup(child, 'SIGKILL');
}

/** Starts the demo on free ports; what it says goes to `log`. Gives the page's address and a way to stop it. */
export async function startDemo(log) {
  const fixed = ['--port', '0', '--store-port', '0', '--seed', '42', '--start', thisMinute()];
  const child = start(demoPath(), [...Object.entries(FOLDERS).flat(), ...fixed], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  try {
    const page = await ready(child);
    return { page, stop: () => stop(child) };
  } catch (error) {
    await stop(child);
    throw new Error(`${error.message}; what it said is in ${log.path}`);
  }
}
