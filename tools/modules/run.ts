// npm run catalog:modules: compares the catalog with the metrics that published Go modules define, both ways. Modules are
// downloaded to a temporary folder with go, as it is configured, and removed again; nothing of them is built or run.
// --modules DIR keeps them there, and takes what is there (PATH@VERSION) without asking. --strict: a module that cannot be
// had is a failure. --unread lists the definitions whose names are put together while the program runs. Names after that
// select.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { parse } from 'yaml';

import { compare, type Emitted } from '../published/compare';
import { readCatalog, type Catalog } from '../signals/catalog';
import { sourceOf } from './download';
import { read, type Exporter, type Read } from './read';

interface Options {
  modules?: string;
  isStrict: boolean;
  isUnreadWanted: boolean;
  names: string[];
}

function optionsOf(args: string[]): Options {
  const at = args.indexOf('--modules');
  const rest = args.filter((_, i) => at < 0 || (i !== at && i !== at + 1));
  return {
    modules: at < 0 ? undefined : args[at + 1],
    isStrict: rest.includes('--strict'),
    isUnreadWanted: rest.includes('--unread'),
    names: rest.filter((arg) => !arg.startsWith('--')),
  };
}

const say = (text: string) => process.stdout.write(`${text}\n`);

/** What is wrong with an exporter as it was read: differences, and modules that define nothing of it. */
function complaints(catalog: Catalog, exporter: Exporter, all: Read[]): string[] {
  const readOnes = all.filter(({ reason }) => reason === undefined);
  if (readOnes.length === 0) {
    return [];
  }
  const isOwn = ({ name }: Emitted) => exporter.prefixes.some((prefix) => name.startsWith(prefix));
  const empty = readOnes
    .filter(({ metrics }) => !metrics.some(isOwn))
    .map(({ module }) => `${module}: defines no metric`);
  const emitted = readOnes.flatMap(({ metrics }) => metrics);
  return [...empty, ...compare(catalog, exporter, emitted, { isPartial: readOnes.length < all.length })];
}

/** What is said of one version of a module. */
function remark({ module, metrics, unread, reason }: Read): string {
  return reason === undefined
    ? `  read ${module}: ${metrics.length} metrics, ${unread.length} without a name that can be worked out`
    : `  skipped ${module}: ${reason}`;
}

/** Compares one exporter, and says what came of it. */
function report(catalog: Catalog, exporter: Exporter, all: Read[], isUnreadWanted: boolean): number {
  const lines = complaints(catalog, exporter, all);
  const isSkipped = all.every(({ reason }) => reason !== undefined);
  say(`${exporter.name}: ${isSkipped ? 'skipped' : `${lines.length} differences`}`);
  for (const one of all) {
    say(remark(one));
    one.unread.filter(() => isUnreadWanted).forEach((place) => say(`    ${place}`));
  }
  lines.forEach((line) => say(`  ${line}`));
  return lines.length;
}

function main(args: string[]): number {
  const options = optionsOf(args);
  const { exporters } = parse(readFileSync(join(__dirname, 'modules.yaml'), 'utf8')) as { exporters: Exporter[] };
  const wanted = exporters.filter(({ name }) => options.names.length === 0 || options.names.includes(name));
  const catalog = readCatalog();
  const temporary = mkdtempSync(join(tmpdir(), 'tokenpath-modules-'));
  const extract = join(temporary, 'extract');
  const cache = options.modules ?? join(temporary, 'cache');
  try {
    execFileSync('go', ['build', '-o', extract, './modules/extract'], { cwd: join(__dirname, '..'), stdio: 'inherit' });
    mkdirSync(cache, { recursive: true });
    const results = wanted.map((exporter) => {
      const all = exporter.modules.flatMap((module) =>
        read(module, extract, (path, version) => sourceOf(path, version, cache))
      );
      return { all, found: report(catalog, exporter, all, options.isUnreadWanted) };
    });
    const modules = results.flatMap(({ all }) => all);
    const skipped = modules.filter(({ reason }) => reason !== undefined).length;
    const found = results.reduce((total, result) => total + result.found, 0);
    say(`${modules.length - skipped} modules read, ${skipped} skipped, ${found} differences`);
    const isNothingRead = skipped === modules.length;
    return found > 0 || isNothingRead || (options.isStrict && skipped > 0) ? 1 : 0;
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

process.exitCode = main(process.argv.slice(2));
