import { type DataFrame, type PanelData } from '@grafana/data';

import { type Coverage } from '../types.gen';

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Whether a value from a frame's meta has the parts of a coverage that are always there. */
export function isCoverage(value: unknown): value is Coverage {
  return isRecord(value) && isRecord(value.devices) && isRecord(value.replicas);
}

/** The coverage that travels with one query's frames, if there is one. */
export function coverageOf(frames: DataFrame[], refId?: string): Coverage | undefined {
  for (const frame of frames) {
    const candidate: unknown = frame.meta?.custom?.coverage;
    if ((!refId || frame.refId === refId) && isCoverage(candidate)) {
      return candidate;
    }
  }
  return undefined;
}

/** The coverage of a query's last answer in a panel; exemplars and events are among its annotations. */
export function coverageOfPanel(data: PanelData | undefined, refId: string): Coverage | undefined {
  return coverageOf([...(data?.series ?? []), ...(data?.annotations ?? [])], refId);
}
