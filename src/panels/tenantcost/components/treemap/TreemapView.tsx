import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React, { useId, useMemo } from 'react';

import { labelName } from '../../../../shared/panel/model/labels';
import { FloatingTooltip } from '../../../../shared/panel/tooltip/FloatingTooltip';
import { testIds } from '../../../../shared/testIds';
import { ownRows } from '../../model/blocks';
import { keyColours } from '../../model/looks';
import { keyLabels } from '../../model/rows';
import { tilesOf } from '../../model/treemap';
import { type BlockProps } from '../block/blockProps';
import { RowDetails } from '../RowDetails';

import { MapTile } from './MapTile';
import { type Place, useTileTooltip } from './useTileTooltip';

// Between the pointer and what is told.
const GAP = { x: 12, y: 12 };

const around = ({ x, y }: Place) => ({ left: x, right: x, top: y, bottom: y });

/** Money as areas: a group for each tenant, or whatever the first label is, in it its models. */
export function TreemapView({ block, part, width, height }: BlockProps) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const by = useMemo(() => keyLabels(part.by), [part]);
  const tiles = useMemo(() => tilesOf(block.rows, by, width, height), [block, by, width, height]);
  const id = useId();
  const { told, point, focus, leave, close, stay } = useTileTooltip();
  // After a refresh it is another tile of the same row.
  const toldOf = told && tiles.find(({ row, depth }) => row.key === told.tile.row.key && depth === told.tile.depth);
  const whole = block.total.cost_total;
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
          whole={whole}
          told={tile === toldOf ? id : undefined}
          point={point}
          focus={focus}
          leave={leave}
          close={close}
        />
      ))}
      {toldOf && told && (
        <FloatingTooltip anchor={around(told.place)} gap={GAP} onEnter={stay} onLeave={leave}>
          <div role="tooltip" id={id}>
            <RowDetails row={toldOf.row} whole={whole} estimates={part.estimates} />
          </div>
        </FloatingTooltip>
      )}
    </ul>
  );
}

const getStyles = (_theme: GrafanaTheme2) => ({
  map: css({ position: 'relative', margin: 0, padding: 0, overflow: 'hidden', listStyle: 'none' }),
});
