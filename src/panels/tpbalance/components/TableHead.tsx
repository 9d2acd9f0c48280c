import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';

import { displayNameOf, inSentence } from '../model/display';
import { type FieldsById } from '../model/figures';
import { type SortBy } from '../model/sort';

import { type View } from './view';

interface Props {
  view: View;
  groups: FieldsById;
  gpus: FieldsById;
  sort: SortBy;
  onSort: (by: SortBy) => void;
}

interface ColumnProps {
  title: string;
  width: number;
  by?: SortBy;
  right?: boolean;
  sort: SortBy;
  onSort: (by: SortBy) => void;
}

const CHARACTER = 6.8;

/** What the cells show, as far as there is room to say it. */
function cellsTitle(width: number, figure: string): string {
  const title = `GPUs by ${inSentence(figure)}`;
  return title.length * CHARACTER <= width ? title : 'GPUs';
}

/** The titles of the columns; pressing one sorts by it. */
export function TableHead({ view, groups, gpus, ...rest }: Props) {
  const { layout, options } = view;
  const columns: Array<Pick<ColumnProps, 'title' | 'width' | 'by' | 'right'>> = [
    { title: 'Group', width: layout.label, by: 'name' },
    { title: cellsTitle(layout.cells, displayNameOf(options.cell, gpus)), width: layout.cells },
    { title: 'When', width: layout.incidents },
    { title: displayNameOf('spread', groups), width: layout.spread, by: 'spread', right: true },
    { title: displayNameOf('lost_gpu_seconds', groups), width: layout.lost, by: 'loss', right: true },
    { title: displayNameOf('lost_money', groups), width: layout.money, by: 'money', right: true },
  ];
  return (
    <>
      {columns
        .filter(({ width }) => width > 0)
        .map((column) => (
          <Column key={column.title} {...column} {...rest} />
        ))}
    </>
  );
}

function Column({ title, width, by, right = false, sort, onSort }: ColumnProps) {
  const styles = useStyles2(getStyles);
  const isSorted = by === sort;
  const order = by === 'name' ? 'ascending' : 'descending';
  return (
    <div
      role="columnheader"
      className={styles.column}
      style={{ width, justifyContent: right ? 'flex-end' : 'flex-start' }}
      aria-sort={isSorted ? order : undefined}
    >
      {by ? (
        <button type="button" className={styles.button} title={`Sort by ${title}`} onClick={() => onSort(by)}>
          {title}
          {isSorted && <Icon name={by === 'name' ? 'arrow-up' : 'arrow-down'} size="xs" />}
        </button>
      ) : (
        title
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  column: css({ display: 'flex', flexShrink: 0, marginRight: 8, whiteSpace: 'nowrap', overflow: 'hidden' }),
  button: css({
    padding: 0,
    border: 0,
    background: 'transparent',
    font: 'inherit',
    color: theme.colors.text.secondary,
    whiteSpace: 'nowrap',
    '&:hover': { color: theme.colors.text.primary },
  }),
});
