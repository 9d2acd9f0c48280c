import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';

import { type FigureId } from '../../model/figures';
import { type Order } from '../../model/sort';

interface Props {
  id: FigureId;
  name: string;
  /** What an estimate is estimated from, or what the figure is. */
  title?: string;
  /** None where another column says that rows are sorted by its figure. */
  order?: Order;
  onOrder: (id: FigureId) => void;
}

/** A column's name; pressing it sorts by the column. */
export function HeadCell({ id, name, title, order, onOrder }: Props) {
  const styles = useStyles2(getStyles);
  const isSorted = order?.id === id;
  const direction = order?.descending ? 'descending' : 'ascending';
  return (
    <span role="columnheader" className={styles.cell} aria-sort={isSorted ? direction : 'none'}>
      <button type="button" className={styles.button} title={title ?? name} onClick={() => onOrder(id)}>
        {isSorted && <Icon name={order?.descending ? 'arrow-down' : 'arrow-up'} size="xs" className={styles.icon} />}
        <span className={styles.name}>{name}</span>
      </button>
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  cell: css({ minWidth: 0, paddingLeft: theme.spacing(1), textAlign: 'right' }),
  button: css({
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'flex-end',
    maxWidth: '100%',
    padding: 0,
    border: 0,
    background: 'transparent',
    font: 'inherit',
    color: 'inherit',
    '&:hover': { color: theme.colors.text.primary },
  }),
  icon: css({ flexShrink: 0 }),
  name: css({ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
});
