import { type Figures, type Phase, PHASES } from './figures';
import { type Segment, segmentsOf } from './segments';

/** The parts of a row's bar. "undivided" is end-to-end time of which no phase is known. */
export type PhasePart = Phase | 'undivided';

/** The parts of a row's bar: the phases, and what is left where no unexplained time is known. */
export function phaseSegments(figures: Figures): Array<Segment<PhasePart>> {
  const { e2e, unexplained } = figures;
  const segments = segmentsOf<PhasePart>(PHASES, figures, e2e);
  const end = segments.reduce((most, { to }) => Math.max(most, to), 0);
  return unexplained == null && e2e != null && e2e > end
    ? [...segments, { id: 'undivided', from: end, to: e2e, share: null }]
    : segments;
}
