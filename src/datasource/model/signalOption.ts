import { getValueFormats } from '@grafana/data';

import { type SignalInfo } from '../../shared/types.gen';

const familyTitles: Record<string, string> = {
  engine: 'Inference engine',
  gpu: 'GPU',
  cost: 'Cost',
  gateway: 'Gateway',
  fabric: 'Fabric',
  health: 'Health',
  platform: 'Platform',
  kubernetes: 'Kubernetes',
};

/** The heading under which a family's signals are listed. */
export function familyTitle(family: string): string {
  return familyTitles[family] ?? family;
}

// Units that say nothing of what is counted.
const silentUnits = new Set(['', 'none', 'short']);

/** A Grafana unit id in words ("seconds (s)"): its id where Grafana has no name for it, nothing for plain numbers. */
export function unitTitle(unit: string): string {
  if (silentUnits.has(unit)) {
    return '';
  }
  for (const group of getValueFormats()) {
    const known = group.submenu?.find((format) => format.value === unit);
    if (known?.text) {
      return known.text;
    }
  }
  return unit;
}

/** Which systems report a signal, in words. */
export function systemsText(signal: SignalInfo): string {
  const systems = signal.systems ?? [];
  if (signal.derived) {
    return 'Computed by Tokenpath from other series';
  }
  return systems.length > 0 ? `Reported by ${systems.join(', ')}` : 'Reported by no known system';
}
