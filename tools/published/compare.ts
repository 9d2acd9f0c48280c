import { namesOf, type Alternative, type Catalog, type System } from '../signals/catalog';

import { labelDifferences, labelsOf, type LabelUse } from './labels';

type MetricType = 'counter' | 'gauge' | 'histogram' | 'summary';

/** A metric as a package declares it. */
export interface Emitted {
  name: string;
  /** Left out where it is not known. */
  type?: MetricType;
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
  /** Claimed names that these versions no longer emit, or emit only with another program's help; * as below. */
  gone?: string[];
  /** Emitted names that stand for no signal; * stands for anything. */
  aside?: string[];
  /** Labels that the package writes and the catalog has no use for. */
  labels_aside?: string[];
  /** Names that are declared as another type than they are; * stands for anything. */
  mistyped?: string[];
  /** Names whose series tell no model; * stands for anything. */
  without_model?: string[];
}

interface Claim {
  name: string;
  labels: LabelUse;
  type: MetricType;
  firstBucket?: number;
  /** What it is if the name ends like a part of a histogram and is none. */
  plain?: { name: string; type: MetricType };
}

const SUFFIX = /_(sum|count|bucket)$/;

function typeOf(kind: string, name = ''): MetricType {
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
    const plain = base === name ? undefined : { name, type: typeOf(kind) };
    const firstBucket = a.first_bucket && a.first_bucket / (a.scale ?? 1);
    return { name: base, type, labels: labelsOf(system, a), firstBucket, plain };
  });
}

/** What the catalog says a package emits. */
export function claims({ signals, systems }: Catalog, wanted: Package): Claim[] {
  const kinds = new Map(signals.map(({ id, kind }) => [id, kind]));
  return systems
    .filter(({ id }) => wanted.systems.includes(id))
    .flatMap((system) => Object.entries(system.signals ?? {}).map(([signal, list]) => ({ system, signal, list })))
    .flatMap(({ system, signal, list }) => list.flatMap((a) => claimsOf(system, a, kinds.get(signal) ?? '')))
    .filter(({ name, plain }) => wanted.prefixes.some((prefix) => (plain?.name ?? name).startsWith(prefix)));
}

const escaped = (text: string) => text.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&');

const matches = (name: string, patterns: string[] = []) =>
  patterns.some((pattern) => new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`).test(name));

function differences(claim: Claim, emitted: Emitted, known: Package): string[] {
  const isOther = emitted.type !== undefined && claim.type !== emitted.type && !matches(claim.name, known.mistyped);
  const first = emitted.buckets?.find((edge) => edge > 0);
  const isFirstOff =
    claim.firstBucket !== undefined && first !== undefined && Math.abs(first / claim.firstBucket - 1) > 1e-6;
  return [
    ...(isOther ? [`${claim.name}: a ${emitted.type}, and the catalog says ${claim.type}`] : []),
    ...(isFirstOff ? [`${claim.name}: the first bucket is ${first}, and the catalog says ${claim.firstBucket}`] : []),
  ];
}

function grouped(emitted: Emitted[]): Map<string, Emitted[]> {
  const byName = new Map<string, Emitted[]>();
  for (const metric of emitted) {
    byName.set(metric.name, [...(byName.get(metric.name) ?? []), metric]);
  }
  return byName;
}

/** A claim beside the declarations of its name. */
function claimDifferences(claim: Claim, declared: Emitted[], known: Package, isPartial: boolean): string[] {
  const labels = matches(claim.name, known.without_model) ? { ...claim.labels, model: [] } : claim.labels;
  // What could not be read may have the label that is needed.
  const lists = [...declared.map((metric) => metric.labels), ...(isPartial ? [null] : [])];
  return [
    ...declared.flatMap((metric) => differences(claim, metric, known)),
    ...labelDifferences(claim.name, labels, lists, known.labels_aside),
  ];
}

/**
 * What the catalog and a package do not agree on, in words. Empty where they do. Several versions may declare the same
 * name. Where the reading is partial, a claimed name that is not there may be in what could not be read.
 */
export function compare(
  catalog: Catalog,
  known: Package,
  emitted: Emitted[],
  { isPartial = false }: { isPartial?: boolean } = {}
): string[] {
  const own = emitted.filter(({ name }) => known.prefixes.some((prefix) => name.startsWith(prefix)));
  const byName = grouped(own);
  const claimed = claims(catalog, known).map((claim) =>
    claim.plain && byName.has(claim.plain.name) ? { ...claim, ...claim.plain } : claim
  );
  const claimedNames = new Set(claimed.map(({ name }) => name));
  const absent = [...claimedNames].filter((name) => !byName.has(name) && !matches(name, known.gone));
  return [
    ...[...byName]
      .filter(([name]) => !claimedNames.has(name) && !matches(name, known.aside))
      .map(
        ([name, [{ type, file }]]) => `${name}: emitted (${type ?? 'type unknown'}, ${file}), unknown to the catalog`
      ),
    ...(isPartial ? [] : absent).map((name) => `${name}: claimed by the catalog, emitted by nobody`),
    ...[...claimedNames]
      .filter((name) => byName.has(name) && matches(name, known.gone))
      .map((name) => `${name}: listed as gone, and emitted`),
    ...claimed.flatMap((claim) => claimDifferences(claim, byName.get(claim.name) ?? [], known, isPartial)),
  ].filter((line, i, all) => all.indexOf(line) === i);
}
