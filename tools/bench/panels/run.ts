// npm run bench:panels: times the panels' drawing in a browser, on the page of the demo, and writes docs/performance.md.
//   -- cost treemap          only cases whose names have one of these words; the page is not written then
//   --repeat 15              goes for each case; 7 without
//   --profile <folder>       CPU profiles of each case for the browser's developer tools
// The demo is started by panels.mjs.
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { type Bench, openBench } from './browser';
import { type Case, cases } from './cases';
import { measure, type Result } from './measure';
import { lineOf, writePage } from './report';

const ROOT = join(__dirname, '..', '..', '..');

interface Wanted {
  words: string[];
  repeat: number;
  profile?: string;
}

function wanted(): Wanted {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { repeat: { type: 'string', default: '7' }, profile: { type: 'string' } },
  });
  const words = positionals.map((word) => word.toLowerCase());
  return { words, repeat: Number(values.repeat), profile: values.profile };
}

const isWanted = ({ name, of }: Case, words: string[]): boolean =>
  words.length === 0 || words.some((word) => `${name} ${of}`.toLowerCase().includes(word));

async function profiled(bench: Bench, one: Case, { repeat, profile }: Wanted): Promise<Result> {
  if (!profile) {
    return measure(bench, one, repeat);
  }
  const found = await bench.profile(() => measure(bench, one, repeat));
  mkdirSync(profile, { recursive: true });
  const file = `${one.name} ${one.of}`.replace(/[^a-z0-9]+/gi, '-');
  writeFileSync(join(profile, `${file}.cpuprofile`), JSON.stringify(found.profile));
  return found.result;
}

async function run(page: string, wishes: Wanted): Promise<Result[]> {
  const bench = await openBench(page);
  const results: Result[] = [];
  try {
    for (const one of cases().filter((each) => isWanted(each, wishes.words))) {
      const result = await profiled(bench, one, wishes);
      process.stdout.write(`${lineOf(result)}\n`);
      results.push(result);
    }
  } finally {
    await bench.close();
  }
  return results;
}

async function main(): Promise<void> {
  const page = process.env.TOKENPATH_PREVIEW_URL;
  if (!page) {
    throw new Error('No page to time panels on: start with npm run bench:panels');
  }
  const wishes = wanted();
  const results = await run(page, wishes);
  if (wishes.words.length === 0) {
    writePage(join(ROOT, 'docs', 'performance.md'), results, {
      day: new Date(),
      processor: `${cpus().length} × ${cpus()[0]?.model ?? 'processor'}`,
      repeat: wishes.repeat,
    });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
