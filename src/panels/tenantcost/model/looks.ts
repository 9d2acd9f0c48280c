import { colorManipulator, type GrafanaTheme2 } from '@grafana/data';

import { meaningColour } from '../../../shared/colours';
import { type Look } from '../../../shared/panel/legend/Swatch';

import { type SegmentId } from './bars';
import { type SpecialKind } from './rows';

const names: Record<SegmentId, string> = {
  prompt: 'prompt',
  generation: 'generation',
  undivided: 'not divided',
  saved: 'saved by cache',
  other: 'other',
  unlabelled: 'unlabelled',
  idle: 'idle',
  unattributed: 'unattributed',
};

/** What a stretch of a bar is called. */
export const segmentName = (id: SegmentId): string => names[id];

/** A colour that lets nothing through: what it looks like on a panel's ground, so that areas may cover each other. */
export function onGround(theme: GrafanaTheme2, colour: string, part = 1): string {
  const [r, g, b, a = 1] = colorManipulator.decomposeColor(colour).values;
  const ground = colorManipulator.decomposeColor(theme.colors.background.primary).values;
  const mixed = [r, g, b].map((one, at) => Math.round(one * a * part + ground[at] * (1 - a * part)));
  return `rgb(${mixed.join(', ')})`;
}

/** How money of no key of its own looks: greys, told apart by their hatch. */
export function specialLook(theme: GrafanaTheme2, kind: SpecialKind): Look {
  switch (kind) {
    case 'idle':
      return { kind: 'area', colour: onGround(theme, meaningColour(theme, 'idle'), 0.7) };
    case 'unattributed':
      return { kind: 'hatch', colour: meaningColour(theme, 'unattributed') };
    case 'unlabelled':
      return { kind: 'area', colour: onGround(theme, theme.colors.text.secondary) };
    case 'other':
      return { kind: 'outline', colour: theme.colors.text.secondary };
  }
}

/** How a stretch of a bar looks, the same everywhere. */
export function segmentLook(theme: GrafanaTheme2, id: SegmentId): Look {
  switch (id) {
    case 'prompt':
      return { kind: 'area', colour: meaningColour(theme, 'prefill') };
    case 'generation':
      return { kind: 'area', colour: meaningColour(theme, 'decode') };
    case 'saved':
      return { kind: 'outline', colour: meaningColour(theme, 'saving') };
    case 'undivided':
      return { kind: 'outline', colour: theme.colors.text.secondary };
    default:
      return specialLook(theme, id);
  }
}

/**
 * Colours of keys, by Grafana's names. They are none of those that have a meaning, and stay apart for eyes without red,
 * green or blue cones in both themes. Names stand beside them.
 */
export const KEY_COLOURS = [
  'semi-dark-blue',
  'light-orange',
  'dark-red',
  'light-green',
  'light-blue',
  'dark-orange',
] as const;

/** The colour of each of these names: by their order, so that views of the same keys agree. */
export function keyColours(theme: GrafanaTheme2, keys: string[]): (key: string) => string {
  const sorted = [...new Set(keys)].sort((a, b) => a.localeCompare(b));
  return (key) => {
    const at = Math.max(0, sorted.indexOf(key));
    return theme.visualization.getColorByName(KEY_COLOURS[at % KEY_COLOURS.length]);
  };
}
