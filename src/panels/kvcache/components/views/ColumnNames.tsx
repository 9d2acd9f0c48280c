import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

import { formatDuration } from '../../../../shared/format';
import { labelName } from '../../../../shared/panel/model/labels';
import { logAxis, type LogAxis, logTicks, percentOnLog } from '../../model/reuse';
import { type RowContext } from '../context';
import { COLUMNS_HEIGHT } from '../layout';

import { type ColumnId, columnName, pictureNames } from './columns';

interface Props {
  context: RowContext;
  columns: readonly ColumnId[];
}

/** Room that a name on the logarithmic axis takes. */
const EACH = 56;

/** The names of the columns; above reuse and eviction their axis. */
export function ColumnNames({ context: { view, part, layout, picture }, columns }: Props) {
  const styles = useStyles2(getStyles);
  const axis = view === 'reuse' ? logAxis(picture.rows) : undefined;
  return (
    <div role="presentation" className={styles.names} style={{ gridTemplateColumns: layout.template }}>
      <div role="columnheader" className={styles.name}>
        {part.by.map(labelName).join(' · ') || 'Row'}
      </div>
      {layout.picture > 0 && (
        <div role="columnheader" className={styles.name} aria-label={pictureNames[view]}>
          {axis ? <Axis axis={axis} width={layout.picture} /> : pictureNames[view]}
        </div>
      )}
      {columns.map((id) => (
        <div key={id} role="columnheader" className={styles.figure}>
          {columnName(id)}
        </div>
      ))}
    </div>
  );
}

function Axis({ axis, width }: { axis: LogAxis; width: number }) {
  const styles = useStyles2(getStyles);
  const ticks = logTicks(axis, (EACH / width) * 100);
  return (
    <div className={styles.axis}>
      {ticks.map((tick) => {
        const at = percentOnLog(tick, axis);
        return (
          <span key={tick} className={styles.tick} style={{ left: `${at}%`, transform: `translateX(${-at}%)` }}>
            {formatDuration(tick)}
          </span>
        );
      })}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  names: css({ display: 'grid', flex: 1, minWidth: 0, alignItems: 'center', height: COLUMNS_HEIGHT }),
  name: css({ minWidth: 0, overflow: 'hidden', whiteSpace: 'nowrap', textOverflow: 'ellipsis' }),
  figure: css({
    minWidth: 0,
    overflow: 'hidden',
    paddingRight: theme.spacing(0.5),
    whiteSpace: 'nowrap',
    textOverflow: 'ellipsis',
    textAlign: 'right',
  }),
  axis: css({ position: 'relative', height: COLUMNS_HEIGHT }),
  tick: css({ position: 'absolute', top: 3 }),
});
