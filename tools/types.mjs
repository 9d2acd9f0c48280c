// npm run types: writes src/shared/types.gen.ts from the Go structs in pkg/models. With --check it writes nothing
// and fails when the file is not what Go would give now.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { narrowEnums } from './lib/narrow.mjs';
import { ROOT, at } from './lib/paths.mjs';
import { run } from './lib/process.mjs';

const TARGET = 'src/shared/types.gen.ts';

/** The TypeScript of pkg/models as it is now. tygo writes files only, so it writes to a temporary one. */
async function generate() {
  const folder = mkdtempSync(join(tmpdir(), 'tokenpath-types-'));
  try {
    const [config, output] = [join(folder, 'tygo.yaml'), join(folder, 'types.gen.ts')];
    writeFileSync(config, readFileSync(at('tools', 'tygo.yaml'), 'utf8').replace(TARGET, output));
    await run('go', ['tool', '-modfile=tools/go.mod', 'tygo', 'generate', '--config', config], { cwd: ROOT });
    return narrowEnums(readFileSync(output, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

try {
  const fresh = await generate();
  if (!process.argv.includes('--check')) {
    writeFileSync(at(TARGET), fresh);
  } else if (readFileSync(at(TARGET), 'utf8') !== fresh) {
    throw new Error(`${TARGET} is not what pkg/models says. Run "npm run types" and commit the result.`);
  }
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
