import { formatDuration, ofTotal } from '../format';
import { type Coverage, type EmptySide } from '../types.gen';

/** How good an answer's coverage is: everything joined, something missing, or nothing joined. */
export type CoverageLevel = 'good' | 'watch' | 'bad';

/** "gpu-labels 20, exclusive-node 4", the method with the most devices first. */
export function describeMethods(methods: Record<string, number>): string {
  return Object.entries(methods)
    .sort(([nameA, a], [nameB, b]) => b - a || nameA.localeCompare(nameB))
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}

/** The one-line summary of a coverage. */
export function describeCoverage(coverage: Coverage): string {
  const methods = describeMethods(coverage.methods ?? {});
  const parts = [
    `${ofTotal(coverage.devices)} devices`,
    `${ofTotal(coverage.replicas)} replicas`,
    methods,
    describeDecomposed(coverage),
    coverage.step_s > 0 ? `step ${formatDuration(coverage.step_s)}` : 'whole range',
  ];
  return parts.filter(Boolean).join(' · ');
}

/** Whether a coverage says why a side of the answer has nothing. */
export function hasReasons(coverage: Coverage): boolean {
  return Boolean(coverage.empty?.length) || Boolean(coverage.missing?.length);
}

/** "phases known for 93 % of the requests"; nothing where a coverage does not say. */
export function describeDecomposed({ decomposed }: Coverage): string {
  return decomposed === undefined ? '' : `phases known for ${Math.round(decomposed * 100)} % of the requests`;
}

/** Whether a coverage is complete, partial or empty. */
export function coverageLevel(coverage: Coverage): CoverageLevel {
  const { devices, replicas } = coverage;
  if (devices.matched + replicas.matched === 0) {
    return 'bad';
  }
  const complete = devices.matched === devices.total && replicas.matched === replicas.total;
  return complete && !coverage.empty?.length && !coverage.missing?.length ? 'good' : 'watch';
}

/** Why an operand has no value, in words. */
export function describeEmptySide(side: EmptySide): string {
  switch (side.reason) {
    case 'no-series':
      return lookedFor(side);
    case 'no-samples':
      return 'Its series exist, but have no samples in this time range.';
    case 'no-match':
      return 'It has samples, but none gives a row a value: filters leave them out, or the row mixes what has no common value.';
    case 'no-exemplars':
      return 'Its series have samples, but no exemplars in this time range.';
    case 'unequal-buckets':
      return 'Its histograms have unequal buckets within each row, which have no quantile in common. Choose a finer grain.';
    case 'not-reported':
      return notReported(side);
    case 'not-on-mig':
      return 'Only MIG slices are here, and it is not available on MIG.';
    case 'unreachable':
      return 'The store that holds its series did not answer.';
    default:
      return side.reason;
  }
}

function notReported({ systems = [] }: EmptySide): string {
  return systems.length > 0
    ? `${systems.join(', ')} ${systems.length > 1 ? 'do' : 'does'} not report it.`
    : 'The engines that are here do not report it.';
}

function lookedFor(side: EmptySide): string {
  const names = side.looked_for ?? [];
  return names.length > 0
    ? `No such series. Names looked for: ${names.join(', ')}.`
    : 'No such series in this data source.';
}
