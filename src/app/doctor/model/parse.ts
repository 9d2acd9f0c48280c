import {
  type DoctorLabel,
  type DoctorLayer,
  type DoctorResponse,
  type DoctorSignal,
  type DoctorStep,
  type MaturityLevel,
} from '../../../shared/types.gen';

/** A list of the wire: Go writes a list without entries as null. */
function listOf<T>(value: unknown): T[] {
  return Array.isArray(value) ? value : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

const level = (found: MaturityLevel): MaturityLevel => ({
  ...found,
  evidence: listOf(found.evidence),
  missing: listOf(found.missing),
});

const layer = (found: DoctorLayer): DoctorLayer => ({
  ...found,
  systems: listOf(found.systems),
  problems: listOf(found.problems),
});

const signal = (found: DoctorSignal): DoctorSignal => ({
  ...found,
  names: listOf(found.names),
  looked_for: listOf(found.looked_for),
  keys: listOf(found.keys),
  missing_keys: listOf(found.missing_keys),
});

const step = (found: DoctorStep): DoctorStep => ({ ...found, signals: listOf(found.signals) });

/** Reads a doctor's report; undefined where the body is none. Every list of the result is there. */
export function parseReport(body: unknown): DoctorResponse | undefined {
  if (!isRecord(body) || typeof body.level !== 'number' || !Array.isArray(body.layers)) {
    return undefined;
  }
  return {
    level: body.level,
    levels: listOf<MaturityLevel>(body.levels).map(level),
    layers: listOf<DoctorLayer>(body.layers).map(layer),
    signals: listOf<DoctorSignal>(body.signals).map(signal),
    next: listOf<DoctorStep>(body.next).map(step),
    labels: listOf<DoctorLabel>(body.labels),
    notices: listOf<string>(body.notices),
  };
}
