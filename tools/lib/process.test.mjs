import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';

import { CommandError, capture, run } from './process.mjs';

const node = (source) => [process.execPath, ['--input-type=module', '-e', source]];

test('both streams are collected, standard output also on its own', async () => {
  const result = await capture(
    ...node('process.stdout.write("out"); process.stderr.write("err"); process.exitCode = 3')
  );
  assert.deepEqual([result.code, result.stdout], [3, 'out']);
  assert.match(result.output, /out/);
  assert.match(result.output, /err/);
});

test('a program that is not there ends with 127', async () => {
  assert.equal((await capture('no-such-program-anywhere', [])).code, 127);
});

test('run throws with the end of what was said', async () => {
  await assert.rejects(run(...node('console.error("why"); process.exit(2)')), (error) => {
    assert.ok(error instanceof CommandError);
    assert.equal(error.code, 2);
    assert.match(error.message, /why/);
    return true;
  });
});

/** A parent that starts a child which itself starts a grandchild, and prints the grandchild's process id. */
const FAMILY = `
import { endChildrenOnSignal, start } from ${JSON.stringify(new URL('./process.mjs', import.meta.url).href)};
endChildrenOnSignal();
start('sh', ['-c', 'sleep 60 & echo $!; wait'], { stdio: 'inherit' }).once('close', () => process.exit(0));
`;

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

for (const signal of ['SIGINT', 'SIGTERM']) {
  test(`${signal} to us alone ends children and grandchildren`, { timeout: 20_000 }, async () => {
    const parent = spawn(...node(FAMILY), { stdio: ['ignore', 'pipe', 'inherit'] });
    const [text] = await once(parent.stdout, 'data');
    const grandchild = Number(String(text));
    parent.kill(signal);
    await once(parent, 'exit');
    for (let i = 0; i < 50 && isAlive(grandchild); i++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    assert.equal(isAlive(grandchild), false);
  });
}
