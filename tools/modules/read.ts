import { execFileSync } from 'node:child_process';

import { type Emitted, type Package } from '../published/compare';
import { type Source } from './download';

/** A module that defines some of an exporter's metrics, in the versions that are read. */
export interface Module {
  path: string;
  versions: string[];
  /** Lists of fields in it, as a pattern below its folder. */
  csv?: string;
  /** String constants that are names, as a regular expression. */
  strings?: string;
  /** The type of nvidia-smi's columns in it, and the prefix of their metrics. */
  columns?: string;
}

/** What is known of an exporter that is made of Go modules. */
export interface Exporter extends Package {
  modules: Module[];
}

/** One version of a module as it was read, or why it was not. */
export interface Read {
  /** Path and version. */
  module: string;
  metrics: Emitted[];
  /** Where metrics are defined under names that cannot be worked out. */
  unread: string[];
  reason?: string;
}

type Extracted = Pick<Read, 'metrics' | 'unread'>;

/** The arguments that tell the extractor where names are beside the definitions in the code. */
export function argumentsOf({ csv, strings, columns }: Module): string[] {
  return Object.entries({ csv, strings, columns }).flatMap(([name, value]) => (value ? [`-${name}`, value] : []));
}

/** Reads each version of a module. Files are told with the version that they are of. */
export function read(module: Module, extract: string, sourceOf: (path: string, version: string) => Source): Read[] {
  return module.versions.map((asked) => {
    const source = sourceOf(module.path, asked);
    if ('reason' in source) {
      return { module: `${module.path}@${asked}`, metrics: [], unread: [], reason: source.reason };
    }
    const text = execFileSync(extract, [...argumentsOf(module), source.folder], { maxBuffer: 1 << 26 });
    const { metrics, unread } = JSON.parse(text.toString()) as Extracted;
    const told = metrics.map((metric) => ({ ...metric, file: `${metric.file} in ${source.version}` }));
    return { module: `${module.path}@${source.version}`, metrics: told, unread };
  });
}
