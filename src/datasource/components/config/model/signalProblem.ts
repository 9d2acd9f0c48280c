import { type OwnAlternative, type OwnSignal } from '../../../../shared/types.gen';

import { firstOf, labelError, metricError } from './checks';

const ID = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;

/** How a signal's alternatives name their series. */
export const isRatio = ({ kind }: { kind?: string }): boolean => kind === 'ratio';

/** Whether a signal only adds alternatives to one of the catalog's. */
export function isExtension({ id, alternatives, ...rest }: OwnSignal): boolean {
  return id !== '' && alternatives !== undefined && Object.values(rest).every((value) => !value);
}

/** What is wrong with one way to read a signal, in words, or undefined. */
export function alternativeProblem(alternative: OwnAlternative, signal: OwnSignal): string | undefined {
  const { metric, sum, numerator, denominator, scale } = alternative;
  const named = isRatio({ kind: alternative.kind ?? signal.kind })
    ? firstOf(metricError(numerator ?? ''), metricError(denominator ?? ''))
    : firstOf(...(sum ?? [metric ?? '']).map(metricError));
  const ownLabels = [...Object.keys(alternative.match ?? {}), ...Object.values(alternative.labels ?? {}).flat()];
  const badScale = scale !== undefined && !(scale > 0) ? 'The scale has to be above 0.' : undefined;
  return firstOf(named, badScale, ...ownLabels.map(labelError));
}

function wholeProblem({ family, kind, unit, space }: OwnSignal): string | undefined {
  if (!family || !kind || !unit) {
    return 'Choose family, kind and unit. (Only to add metrics to a signal of the catalog, leave all of them empty.)';
  }
  return kind === 'ratio' && space === 'additive' ? 'A ratio is intensive: shares do not add up.' : undefined;
}

/** What is wrong with a signal of one's own, in words, or undefined. */
export function signalProblem(signal: OwnSignal): string | undefined {
  if (!ID.test(signal.id)) {
    return 'The id is lower-case words joined by _, such as queue_depth.';
  }
  const whole = isExtension(signal) ? undefined : wholeProblem(signal);
  if (!signal.alternatives?.length) {
    return whole ?? 'Name at least one metric that reports it.';
  }
  return firstOf(whole, ...signal.alternatives.map((one) => alternativeProblem(one, signal)));
}

/** Which id is there more than once, in words, or undefined. */
export function twiceProblem(signals: OwnSignal[]): string | undefined {
  const ids = signals.map(({ id }) => id);
  const twice = ids.find((id, index) => id !== '' && ids.indexOf(id) !== index);
  return twice && `There are two signals with the id ${twice}.`;
}

/** What is wrong with all own signals together. */
export function signalsProblem(signals: OwnSignal[]): string | undefined {
  const problems = signals.map(
    (signal) => signalProblem(signal) && `${signal.id || 'Signal'}: ${signalProblem(signal)}`
  );
  return firstOf(...problems, twiceProblem(signals));
}
