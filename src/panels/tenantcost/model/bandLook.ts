import { type GrafanaTheme2 } from '@grafana/data';

import { type Look } from '../../../shared/panel/legend/Swatch';
import { colourOfField } from '../../../shared/panel/model/figure';

import { type SegmentId } from './bars';
import { keyColours, onGround, segmentLook, specialLook } from './looks';
import { isSpecial } from './rows';
import { type Band } from './stackRows';

const FAINT = 0.35;
const PARTS: SegmentId[] = ['prompt', 'generation', 'undivided'];

const isPart = (kind: string): kind is SegmentId => PARTS.some((one) => one === kind);

// An area over others cannot be empty: a faint one stands for an outline.
function filled(theme: GrafanaTheme2, look: Look): Look {
  return look.kind === 'outline' ? { kind: 'area', colour: onGround(theme, look.colour, FAINT) } : look;
}

function lookOf(theme: GrafanaTheme2, { kind, group, row }: Band, colourOf: (key: string) => string): Look {
  if (isPart(kind)) {
    return filled(theme, segmentLook(theme, kind));
  }
  if (isSpecial(kind)) {
    return filled(theme, specialLook(theme, kind));
  }
  return kind === 'rest'
    ? { kind: 'area', colour: onGround(theme, theme.colors.text.disabled) }
    : { kind: 'area', colour: colourOfField(theme, row?.fields.cost_total, colourOf(group)) };
}

/** How each band looks: a key's own colour, the colour of what the money was for, or a grey. */
export function bandLook(theme: GrafanaTheme2, bands: Band[]): (id: string) => Look {
  const own = bands.filter(({ kind }) => kind === 'value');
  const colourOf = keyColours(
    theme,
    own.map(({ group }) => group)
  );
  const looks = new Map(bands.map((band) => [band.id, lookOf(theme, band, colourOf)]));
  return (id) => looks.get(id) ?? { kind: 'area', colour: theme.colors.text.disabled };
}
