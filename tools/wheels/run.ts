// npm run catalog:wheels: compares the catalog with the metrics that published Python packages declare, both ways.
// Without arguments the wheels are downloaded to a temporary folder with pip, as it is configured, and removed again;
// --wheels DIR takes them from there. Package names after that select.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { parse } from 'yaml';

import { compare, type Emitted, type Package } from '../published/compare';
import { readCatalog } from '../signals/catalog';

const PYTHON = process.env.PYTHON ?? 'python3';

function wheelOf(name: string, folder: string): string | undefined {
  const file = readdirSync(folder).find((f) => f.startsWith(`${name}-`) && f.endsWith('.whl'));
  return file && join(folder, file);
}

function download(name: string, folder: string): string {
  const args = ['-m', 'pip', 'download', '--no-deps', '--only-binary', ':all:', '--quiet', '--dest', folder, name];
  execFileSync(PYTHON, args, { stdio: 'inherit' });
  const wheel = wheelOf(name, folder);
  if (!wheel) {
    throw new Error(`pip left no wheel of ${name}`);
  }
  return wheel;
}

function metricsOf(wheel: string): Emitted[] {
  const text = execFileSync(PYTHON, [join(__dirname, 'extract.py'), wheel], { maxBuffer: 1 << 26 });
  return JSON.parse(text.toString()) as Emitted[];
}

function main(args: string[]): number {
  const at = args.indexOf('--wheels');
  const given = at < 0 ? undefined : args[at + 1];
  const only = args.filter((_, i) => at < 0 || (i !== at && i !== at + 1));
  const { packages } = parse(readFileSync(join(__dirname, 'packages.yaml'), 'utf8')) as { packages: Package[] };
  const catalog = readCatalog();
  const folder = given ?? mkdtempSync(join(tmpdir(), 'tokenpath-wheels-'));
  let found = 0;
  try {
    for (const known of packages.filter(({ name }) => only.length === 0 || only.includes(name))) {
      const wheel = wheelOf(known.name, folder) ?? download(known.name, folder);
      const emitted = metricsOf(wheel);
      const lines = compare(catalog, known, emitted);
      found += lines.length;
      process.stdout.write(`${wheel.split(/[/\\]/).at(-1)}: ${emitted.length} metrics, ${lines.length} differences\n`);
      process.stdout.write(lines.map((line) => `  ${line}\n`).join(''));
    }
  } finally {
    if (!given) {
      rmSync(folder, { recursive: true });
    }
  }
  return found > 0 ? 1 : 0;
}

process.exitCode = main(process.argv.slice(2));
