import { colorManipulator, type GrafanaTheme2 } from '@grafana/data';
import { type CSSProperties } from 'react';

import { textOn } from '../../../../shared/colours';
import { hatchBackground } from '../../../../shared/hatch';
import { specialLook } from '../../model/looks';
import { isSpecial } from '../../model/rows';
import { type Tile } from '../../model/treemap';

// Tiles within a group are a tint of its colour on the panel's own background, so that its name's strip stands out.
const TINT = 0.3;

/** Colours of a tile: a group's own, a tint of it for the tiles within, greys for what is no key's own. */
export function tileLook(theme: GrafanaTheme2, { row, depth }: Tile, colour: string): CSSProperties {
  const ground = theme.colors.background.primary;
  if (isSpecial(row.kind)) {
    const look = specialLook(theme, row.kind);
    const tint = colorManipulator.alpha(look.colour, 0.25);
    const background = look.kind === 'hatch' ? hatchBackground(tint) : tint;
    return { background, color: theme.colors.text.primary, boxShadow: `inset 0 0 0 1px ${look.colour}` };
  }
  if (depth > 1) {
    return {
      background: `linear-gradient(${colorManipulator.alpha(colour, TINT)}, ${colorManipulator.alpha(colour, TINT)}), ${ground}`,
      color: theme.colors.text.primary,
      boxShadow: `inset 0 0 0 1px ${colour}`,
    };
  }
  return { background: colour, color: textOn(theme, colour) };
}
