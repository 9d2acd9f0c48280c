import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

/** A canonical signal, as pkg/catalog/signals has it. */
export interface Signal {
  id: string;
  family: string;
  kind: string;
  space: string;
  unit: string;
  per_second_unit?: string;
  title: string;
  description: string;
  mistaken_for?: string;
  derived?: boolean;
}

/** One way to read a signal from a system. */
export interface Alternative {
  metric?: string;
  sum?: string[];
  numerator?: string;
  denominator?: string;
  kind?: string;
  scale?: number;
  match?: Record<string, string>;
  match_regex?: Record<string, string>;
  require?: string[];
  forbid?: string[];
  labels?: Record<string, string[]>;
  dims?: Record<string, string>;
  const?: Record<string, string>;
  first_bucket?: number;
  /** A year alone is a number in YAML. */
  era?: string | number;
  enabled_by?: string;
  note?: string;
}

/** A source system, as pkg/catalog/systems has it. */
export interface System {
  id: string;
  title: string;
  role: string;
  engine?: string;
  about?: string;
  unusable?: string;
  prefixes?: string[];
  fallback?: boolean;
  require?: string[];
  forbid?: string[];
  relays?: string[];
  labels?: Record<string, string[]>;
  dims?: Record<string, string>;
  signals?: Record<string, Alternative[]>;
}

export interface Catalog {
  signals: Signal[];
  systems: System[];
}

const FOLDER = join(__dirname, '..', '..', 'pkg', 'catalog');

function documents<T>(kind: string): T[] {
  const folder = join(FOLDER, kind);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => parse(readFileSync(join(folder, name), 'utf8')) as T);
}

/** The catalog as its files say it. What is wrong with them is for the Go loader to tell. */
export function readCatalog(): Catalog {
  const signals = documents<{ signals: Signal[] }>('signals').flatMap((file) => file.signals);
  return { signals, systems: documents<System>('systems') };
}

/** The names that an alternative is exposed under, without the suffixes of a histogram. */
export function namesOf({ metric, sum, numerator, denominator }: Alternative): string[] {
  return [metric, ...(sum ?? []), numerator, denominator].filter((name) => name !== undefined);
}
