import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';

import { at } from './paths.mjs';
import { capture } from './process.mjs';

/** A requirement that is not met, in words that say what to do. */
export class RequirementError extends Error {
  name = 'RequirementError';
}

const numbers = (version) => version.split('.').map((part) => Number.parseInt(part, 10) || 0);

/** True when dotted `version` is `least` or newer; suffixes such as rc1 are ignored. */
export function atLeast(version, least) {
  const [have, want] = [numbers(version), numbers(least)];
  const differs = want.findIndex((part, i) => (have[i] ?? 0) !== part);
  return differs < 0 || (have[differs] ?? 0) > want[differs];
}

function checkNode() {
  const { engines } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
  const least = engines.node.replace('>=', '');
  if (!atLeast(process.versions.node, least)) {
    throw new RequirementError(
      `Node ${least} or newer is needed, this is ${process.versions.node}. Get it from https://nodejs.org.`
    );
  }
}

/** The `go` line of a go.mod. */
export const goLine = (text) => /^go\s+(\S+)/m.exec(text)[1];

async function checkGo() {
  const wanted = goLine(readFileSync(at('go.mod'), 'utf8'));
  // Outside the module, so that a Go that would fetch a newer toolchain still answers with its own version.
  const { code, stdout } = await capture('go', ['env', 'GOVERSION'], { cwd: tmpdir() });
  if (code !== 0) {
    throw new RequirementError(`Go ${wanted} or newer is needed and was not found. Get it from https://go.dev/dl/.`);
  }
  const have = stdout.trim().replace(/^go/, '');
  // From 1.21 on, Go fetches the toolchain that go.mod asks for, unless told not to.
  if (!atLeast(have, wanted) && (process.env.GOTOOLCHAIN === 'local' || !atLeast(have, '1.21'))) {
    throw new RequirementError(`Go ${wanted} or newer is needed, this is ${have}. Get it from https://go.dev/dl/.`);
  }
}

/** Throws {@link RequirementError} unless Node and Go are there and new enough. */
export async function checkRequirements() {
  checkNode();
  await checkGo();
}
