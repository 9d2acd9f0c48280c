import { type GrafanaTheme2 } from '@grafana/data';

import { type Look } from '../../../shared/panel/legend/Swatch';
import { colourOfField } from '../../../shared/panel/model/figure';

import { type SegmentId } from './bars';
import { keyColours, segmentLook, specialLook } from './looks';
import { isSpecial } from './rows';
import { type Band } from './stackRows';

const PARTS: SegmentId[] = ['prompt', 'generation', 'undivided'];

const isPart = (kind: string): kind is SegmentId => PARTS.some((one) => one === kind);

function lookOf(theme: GrafanaTheme2, { kind, group, row }: Band, colourOf: (key: string) => string): Look {
  if (isPart(kind)) {
    return segmentLook(theme, kind);
  }
  if (isSpecial(kind)) {
    return specialLook(theme, kind);
  }
  return kind === 'rest'
    ? { kind: 'area', colour: theme.colors.text.disabled }
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
