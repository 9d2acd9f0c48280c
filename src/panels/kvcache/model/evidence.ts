import { formatFigure, NOT_AVAILABLE } from '../../../shared/format';
import { type Evidence } from '../../../shared/types.gen';

import { isFigure, nameOf, unitOf } from './figures';

const symbols: Record<string, string> = { '>=': '≥', '<=': '≤' };

const nameOfField = (field: string): string => (isFigure(field) ? nameOf(field) : field.replaceAll('_', ' '));

const unitOfEvidence = ({ field, unit }: Evidence): string =>
  unit || (isFigure(field) ? unitOf(field, true) : undefined) || 'short';

/** A figure that a verdict rests on, in words. */
export interface EvidenceWords {
  /** "Usage, fullest rank". */
  name: string;
  /** "99.8%". */
  value: string;
  /** "≥ 95.0% (threshold)"; empty where it is compared with nothing. */
  comparison: string;
  holds: boolean;
}

/** Evidence in words: what it is of, what it is, and what it is compared with. */
export function evidenceWords(evidence: Evidence): EvidenceWords {
  const { field, value, op, against, against_what: what, label, holds } = evidence;
  const unit = unitOfEvidence(evidence);
  const compared =
    op && against !== undefined
      ? `${symbols[op] ?? op} ${formatFigure(against, unit)}${what ? ` (${what.replaceAll('_', ' ')})` : ''}`
      : '';
  return {
    name: label ? `${nameOfField(field)}, ${label}` : nameOfField(field),
    value: value === undefined ? NOT_AVAILABLE : formatFigure(value, unit),
    comparison: compared,
    holds,
  };
}

/** "usage 99.8%, preemptions 3.20 ops/s": figures in one line. */
export function evidenceLine(all: readonly Evidence[]): string {
  return all
    .filter(({ value }) => value !== undefined)
    .map((one) => {
      const { name, value } = evidenceWords(one);
      const isFirstHalf = one.against_what?.includes('half') && one.against !== undefined;
      const before = isFirstHalf ? ` against ${formatFigure(one.against, unitOfEvidence(one))}` : '';
      return `${name.charAt(0).toLowerCase()}${name.slice(1)} ${value}${before}`;
    })
    .join(', ');
}
