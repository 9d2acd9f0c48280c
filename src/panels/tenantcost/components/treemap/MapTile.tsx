import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Tooltip, useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';

import { variablesFor } from '../../../../shared/panel/model/variables';
import { chooseVariables, knownVariables } from '../../../../shared/panel/rows/chooseVariables';
import { Unseen } from '../../../../shared/panel/Unseen';
import { rowInWords } from '../../model/summary';
import { isStrip, tileText } from '../../model/tileText';
import { type Tile } from '../../model/treemap';
import { RowDetails } from '../RowDetails';

import { tileLook } from './tileLook';

interface Props {
  tile: Tile;
  by: string[];
  colour: string;
  whole: number | null | undefined;
  estimates: Record<string, string>;
}

/** A tile: its name and money where they fit, all figures on hover or focus; pressing it sets the variable. */
export function MapTile({ tile, by, colour, whole, estimates }: Props) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const { row, left, top, width } = tile;
  const { label, name, beside, below } = tileText(tile, by, whole);
  const height = isStrip(tile) ? Math.max(tile.header, 1) : tile.height;
  const choices = variablesFor(row, knownVariables());
  return (
    <li>
      <Tooltip content={<RowDetails row={row} whole={whole} estimates={estimates} />} placement="auto" interactive>
        <button
          type="button"
          className={cx(styles.tile, row.kind !== 'value' && styles.special)}
          style={{ left, top, width, height, ...tileLook(theme, tile, colour) }}
          aria-disabled={choices.length === 0}
          onClick={() => choices.length > 0 && chooseVariables(choices)}
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
      </Tooltip>
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  tile: css({
    position: 'absolute',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'stretch',
    justifyContent: 'flex-start',
    padding: theme.spacing(0, 0.5),
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
  special: css({ fontStyle: 'italic' }),
  name: css({ display: 'flex', justifyContent: 'space-between', gap: theme.spacing(1), overflow: 'hidden' }),
  amount: css({ overflow: 'hidden', textOverflow: 'ellipsis' }),
});
