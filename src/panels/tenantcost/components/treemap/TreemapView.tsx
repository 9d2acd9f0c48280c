import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React, { useMemo } from 'react';

import { labelName } from '../../../../shared/panel/model/labels';
import { testIds } from '../../../../shared/testIds';
import { ownRows } from '../../model/blocks';
import { keyColours } from '../../model/looks';
import { keyLabels } from '../../model/rows';
import { tilesOf } from '../../model/treemap';
import { type BlockProps } from '../block/blockProps';

import { MapTile } from './MapTile';

/** Money as areas: a group for each tenant, or whatever the first label is, in it its models. */
export function TreemapView({ block, part, width, height }: BlockProps) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const by = useMemo(() => keyLabels(part.by), [part]);
  const tiles = useMemo(() => tilesOf(block.rows, by, width, height), [block, by, width, height]);
  const colourOf = keyColours(
    theme,
    ownRows(block.rows).map(({ labels, label }) => labels[by[0]] ?? label)
  );
  const names = by.map((label) => labelName(label).toLowerCase()).join(', then by ');
  return (
    <ul
      className={styles.map}
      style={{ width, height }}
      aria-label={`Cost as areas by ${names || 'kind'}`}
      data-testid={testIds.tenantcost.treemap}
    >
      {tiles.map((tile) => (
        <MapTile
          key={`${tile.depth} ${tile.row.key}`}
          tile={tile}
          by={by}
          colour={colourOf(tile.group)}
          whole={block.total.cost_total}
          estimates={part.estimates}
        />
      ))}
    </ul>
  );
}

const getStyles = (_theme: GrafanaTheme2) => ({
  map: css({ position: 'relative', margin: 0, padding: 0, overflow: 'hidden', listStyle: 'none' }),
});
