import { namesOf, type Alternative, type Catalog, type System } from '../signals/catalog';

import { labelDifferences, labelsOf, type LabelUse } from './labels';

/** A metric as a package declares it. */
export interface Emitted {
  name: string;
  type: 'counter' | 'gauge' | 'histogram' | 'summary';
  labels: string[] | null;
  buckets: number[] | null;
  file: string;
}

/** What is known of a package: where its names are in the catalog, and what the two need not agree on. */
export interface Package {
  /** The package's name in the registry. */
  name: string;
  systems: string[];
  /** What the package's own names begin with. */
  prefixes: string[];
  /** Claimed names that this version no longer emits, or emits only with another program's help. */
  gone?: string[];
  /** Emitted names that stand for no signal; a trailing * stands for any ending. */
  aside?: string[];
  /** Labels that the package writes and the catalog has no use for. */
  labels_aside?: string[];
}

interface Claim {
  name: string;
  labels: LabelUse;
  type: Emitted['type'];
  firstBucket?: number;
}

const SUFFIX = /_(sum|count|bucket)$/;

function typeOf(kind: string, name: string): Claim['type'] {
  if (kind === 'distribution' || SUFFIX.test(name)) {
    return 'histogram';
  }
  return kind === 'counter' || kind === 'ratio' ? 'counter' : 'gauge';
}

function claimsOf(system: System, a: Alternative, signalKind: string): Claim[] {
  const declared = a.kind ?? signalKind;
  // Two counters are a ratio, whatever the signal is; one metric for a signal of that kind is a gauge.
  const isPair = a.numerator !== undefined;
  const kind = isPair ? 'ratio' : declared === 'ratio' ? 'gauge' : declared;
  return namesOf(a).map((name) => {
    const type = typeOf(kind, name);
    const base = type === 'histogram' && kind !== 'distribution' ? name.replace(SUFFIX, '') : name;
    const labels = labelsOf(system, a);
    return { name: base, type, labels, firstBucket: a.first_bucket && a.first_bucket / (a.scale ?? 1) };
  });
}

/** What the catalog says a package emits. */
export function claims({ signals, systems }: Catalog, wanted: Package): Claim[] {
  const kinds = new Map(signals.map(({ id, kind }) => [id, kind]));
  return systems
    .filter(({ id }) => wanted.systems.includes(id))
    .flatMap((system) => Object.entries(system.signals ?? {}).map(([signal, list]) => ({ system, signal, list })))
    .flatMap(({ system, signal, list }) => list.flatMap((a) => claimsOf(system, a, kinds.get(signal) ?? '')))
    .filter(({ name }) => wanted.prefixes.some((prefix) => name.startsWith(prefix)));
}

const matches = (name: string, patterns: string[] = []) =>
  patterns.some((p) => (p.endsWith('*') ? name.startsWith(p.slice(0, -1)) : name === p));

function differences(claim: Claim, emitted: Emitted): string[] {
  const first = emitted.buckets?.find((edge) => edge > 0);
  const isFirstOff =
    claim.firstBucket !== undefined && first !== undefined && Math.abs(first / claim.firstBucket - 1) > 1e-6;
  return [
    ...(claim.type === emitted.type ? [] : [`${claim.name}: a ${emitted.type}, and the catalog says ${claim.type}`]),
    ...(isFirstOff ? [`${claim.name}: the first bucket is ${first}, and the catalog says ${claim.firstBucket}`] : []),
  ];
}

/** What the catalog and a package do not agree on, in words. Empty where they do. */
export function compare(catalog: Catalog, known: Package, emitted: Emitted[]): string[] {
  const own = emitted.filter(({ name }) => known.prefixes.some((prefix) => name.startsWith(prefix)));
  const byName = new Map(own.map((metric) => [metric.name, metric]));
  const claimed = claims(catalog, known);
  const claimedNames = new Set(claimed.map(({ name }) => name));
  return [
    ...own
      .filter(({ name }) => !claimedNames.has(name) && !matches(name, known.aside))
      .map(({ name, type, file }) => `${name}: emitted (${type}, ${file}), unknown to the catalog`),
    ...[...claimedNames]
      .filter((name) => !byName.has(name) && !matches(name, known.gone))
      .map((name) => `${name}: claimed by the catalog, emitted by nobody`),
    ...(known.gone ?? []).filter((name) => byName.has(name)).map((name) => `${name}: listed as gone, and emitted`),
    ...claimed.flatMap((claim) => {
      const metric = byName.get(claim.name);
      return metric
        ? [
            ...differences(claim, metric),
            ...labelDifferences(claim.name, claim.labels, metric.labels, known.labels_aside),
          ]
        : [];
    }),
  ].filter((line, i, all) => all.indexOf(line) === i);
}
