import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React, { useMemo, useState } from 'react';

import { Key, type KeyEntry } from '../../../../shared/panel/legend/Key';
import { type Answer } from '../../../../shared/panel/model/answer';
import { type FirstRow, firstRows } from '../../model/firstRows';
import { FIRST_PARTS } from '../../model/firstToken';
import { firstInWords, growthInWords, partName, wholeField } from '../../model/firstWords';
import { firstFields } from '../../model/rows';
import { extentOf } from '../../model/segments';
import { BarTable } from '../bars/BarTable';
import { barColumns } from '../bars/columns';
import { levelsOf } from '../levels';
import { type TimeViewProps } from '../viewProps';

import { Finding } from './Finding';
import { FirstBar } from './FirstBar';
import { firstLayout } from './firstLayout';
import { partLook } from './partLook';
import { TrendChart } from './TrendChart';

interface Props extends TimeViewProps {
  answer: Answer;
}

const CAPTION_HEIGHT = 24;

/** The row whose trend is shown: the chosen one, else the first whose gap grew, else the first. */
function chosenOf(rows: FirstRow[], key: string | undefined): FirstRow | undefined {
  const withTrend = rows.filter(({ time }) => time);
  return withTrend.find((row) => row.key === key) ?? withTrend.find(({ growth }) => growth) ?? withTrend[0];
}

/** The way to the first token from client to engine: a bar per row, and the trend of one of them. */
export function FirstView({ answer, part, options, width, height, header, ...rest }: Props) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const [key, setKey] = useState<string>();
  const { times, rows } = useMemo(() => firstRows(answer), [answer]);
  const fields = useMemo(() => firstFields(rows.map(({ row }) => row)), [rows]);
  const levels = levelsOf(theme, options.slo, wholeField(fields));
  const highest = Math.max(0, ...levels.map(({ value }) => value));
  const extent = useMemo(() => extentOf(rows, highest), [rows, highest]);
  const chosen = chosenOf(rows, key);
  const layout = firstLayout(width, height, rows.length, chosen !== undefined);
  const columns = barColumns(width);

  const timeOf = (step: number) => dateTimeFormat(times[step], { timeZone: rest.timeZone, format: 'HH:mm' });
  const findingOf = ({ row, growth }: FirstRow) => growth && growthInWords(row.label, growth, timeOf);
  const findings = rows.flatMap((one) => findingOf(one) ?? []);
  const drawn = FIRST_PARTS.filter((id) => rows.some(({ segments }) => segments.some((one) => one.id === id)));
  const entries: KeyEntry[] = [
    ...drawn.map((id) => ({ id, name: partName(id, fields), look: partLook(theme, id, fields) })),
    { id: 'total', name: 'First token', look: { kind: 'line', colour: theme.colors.text.primary, width: 2 } },
    ...levels.map(({ label = '', colour }) => ({ id: label, name: label, mark: colour })),
  ];
  const caption = chosen ? `${chosen.row.label} over time` : '';
  return (
    <>
      {header(findings.length > 0 && <Finding findings={findings} />)}
      <div className={styles.bars} style={{ height: layout.bars }}>
        <BarTable
          label="First token by label"
          rows={rows}
          by={part.by}
          parts="Client to first token"
          columns={columns}
          height={layout.bars}
          render={(first) => (
            <FirstBar
              first={first}
              extent={extent}
              columns={columns}
              levels={levels}
              finding={findingOf(first)}
              chosen={layout.trend > 0 && first.key === chosen?.key}
              onChoose={layout.trend > 0 && first.time ? () => setKey(first.key) : undefined}
            />
          )}
        />
        {layout.hasKey && <Key entries={entries} />}
      </div>
      {layout.trend > 0 && chosen?.time && (
        <>
          <div className={styles.caption} style={{ height: CAPTION_HEIGHT }} title={caption}>
            {caption}
          </div>
          <TrendChart
            {...rest}
            row={chosen.time}
            times={times}
            growth={chosen.growth}
            words={[firstInWords(chosen.row, chosen), findingOf(chosen)].filter(Boolean).join(' ')}
            width={width}
            height={layout.trend - CAPTION_HEIGHT}
          />
        </>
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bars: css({ display: 'flex', flexDirection: 'column' }),
  caption: css({
    paddingTop: theme.spacing(0.5),
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
