import { getValueFormats } from '@grafana/data';
import { type ComboboxOption } from '@grafana/ui';

import { type SignalInfo } from '../../shared/types.gen';

const familyTitles: Record<string, string> = {
  engine: 'Inference engine',
  gpu: 'GPU',
  cost: 'Cost',
  gateway: 'Gateway',
  fabric: 'Fabric',
  health: 'Health',
  platform: 'Platform',
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

const LONGEST = 90;

/** The first sentence of a text, cut where it is too long for one line. */
export function firstSentence(text: string): string {
  const [sentence] = text.split(/(?<=[.!?])\s/);
  return sentence.length > LONGEST ? `${sentence.slice(0, LONGEST - 1).trimEnd()}…` : sentence;
}

/** A signal as an entry of the picker. Its whole description stands below the operand once it is chosen. */
export function signalOption(signal: SignalInfo): ComboboxOption {
  return {
    label: signal.title || signal.id,
    value: signal.id,
    group: familyTitle(signal.family),
    description: [unitTitle(signal.unit), firstSentence(signal.description), (signal.systems ?? []).join(', ')]
      .filter(Boolean)
      .join(' · '),
  };
}
