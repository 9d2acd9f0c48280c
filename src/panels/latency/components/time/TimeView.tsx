import { css } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo, useState } from 'react';

import { chosenRow, rowChoices } from '../../model/rowChoice';
import { readTimeRows } from '../../model/timeRows';
import { type TimeViewProps } from '../viewProps';

import { RowChart } from './RowChart';
import { ROW_LIST_WIDTH, RowList } from './RowList';
import { RowPicker } from './RowPicker';
import { timeLayout } from './timeLayout';

/** The phases over time, of all rows together or of the one that was chosen. */
export function TimeView(props: TimeViewProps) {
  const { part, options, width, height, header, ...rest } = props;
  const styles = useStyles2(getStyles);
  const [key, setKey] = useState<string>();
  const all = useMemo(() => readTimeRows(part), [part]);
  const choices = useMemo(() => rowChoices(all, part.coverage?.step_s), [all, part]);
  const choice = chosenRow(choices, key);
  if (!choice) {
    return null;
  }

  const layout = timeLayout({ width, height, rows: choices.length, legend: options.legend });
  const chooser = { choices, chosen: choice.row.key, onChoose: setKey };
  const hasList = layout.rows === 'list';
  return (
    <>
      {header(layout.rows === 'picker' && <RowPicker {...chooser} width={width} />)}
      <div className={styles.side}>
        <RowChart
          {...rest}
          part={part}
          options={options}
          choice={choice}
          times={all.times}
          legend={layout.legend}
          width={hasList ? width - ROW_LIST_WIDTH : width}
          height={height}
        />
        {hasList && <RowList {...chooser} height={height} />}
      </div>
    </>
  );
}

const getStyles = () => ({
  side: css({ display: 'flex' }),
});
