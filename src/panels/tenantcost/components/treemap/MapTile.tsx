import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React, { memo } from 'react';

import { variablesFor } from '../../../../shared/panel/model/variables';
import { chooseVariables, knownVariables } from '../../../../shared/panel/rows/chooseVariables';
import { Unseen } from '../../../../shared/panel/Unseen';
import { rowInWords } from '../../model/summary';
import { isStrip, tileText } from '../../model/tileText';
import { type Tile } from '../../model/treemap';
import { tileLook } from './tileLook';
import { type TileTooltip } from './useTileTooltip';

interface Props extends Pick<TileTooltip, 'point' | 'focus' | 'leave' | 'close'> {
  tile: Tile;
  by: string[];
  colour: string;
  whole: number | null | undefined;
  /** Id of the tooltip while it tells of this tile. */
  told?: string;
}

const middleOf = (element: Element) => {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return { x: (left + right) / 2, y: (top + bottom) / 2 };
};

/** A tile: its name and money where they fit, all figures on hover or focus; pressing it sets the variable. */
export const MapTile = memo(function OneTile({ tile, by, colour, whole, told, point, focus, leave, close }: Props) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const { row, left, top, width } = tile;
  const { label, name, beside, below } = tileText(tile, by, whole);
  const height = isStrip(tile) ? Math.max(tile.header, 1) : tile.height;
  const choices = variablesFor(row, knownVariables());
  return (
    <li>
      <button
        type="button"
        className={cx(styles.tile, name && styles.named, row.kind !== 'value' && styles.special)}
        style={{ left, top, width, height, ...tileLook(theme, tile, colour) }}
        aria-disabled={choices.length === 0}
        aria-describedby={told}
        onClick={() => choices.length > 0 && chooseVariables(choices)}
        onPointerEnter={({ clientX: x, clientY: y }) => point(tile, { x, y })}
        onPointerLeave={leave}
        onFocus={({ currentTarget }) => focus(tile, middleOf(currentTarget))}
        onBlur={close}
        onKeyDown={({ key }) => key === 'Escape' && close()}
      >
        <Unseen>{rowInWords({ ...row, label }, whole)}</Unseen>
        {name && (
          <span aria-hidden className={styles.name}>
            {name}
            {beside && <span className={styles.amount}>{beside}</span>}
          </span>
        )}
        {below && (
          <span aria-hidden className={styles.amount}>
            {below}
          </span>
        )}
      </button>
    </li>
  );
});

const getStyles = (theme: GrafanaTheme2) => ({
  tile: css({
    position: 'absolute',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'stretch',
    justifyContent: 'flex-start',
    // A tile may be narrower than the room beside a name.
    padding: 0,
    border: 0,
    borderRadius: 0,
    overflow: 'hidden',
    font: 'inherit',
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: '17px',
    textAlign: 'left',
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
    '&:hover, &:focus-visible': { outline: `2px solid ${theme.colors.text.primary}`, outlineOffset: -2, zIndex: 1 },
    '&[aria-disabled="true"]': { cursor: 'default' },
  }),
  named: css({ padding: theme.spacing(0, 0.5) }),
  special: css({ fontStyle: 'italic' }),
  name: css({ display: 'flex', justifyContent: 'space-between', gap: theme.spacing(1), overflow: 'hidden' }),
  amount: css({ overflow: 'hidden', textOverflow: 'ellipsis' }),
});
