import { css } from '@emotion/css';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React, { useMemo } from 'react';

import { Key, type KeyEntry } from '../../../../shared/panel/legend/Key';
import { type Answer } from '../../../../shared/panel/model/answer';
import { phaseSegments } from '../../model/bars';
import { displayNameOf, lookOf } from '../../model/display';
import { type FigureId, PHASES } from '../../model/figures';
import { rangeRows } from '../../model/rangeRows';
import { firstFields } from '../../model/rows';
import { extentOf } from '../../model/segments';
import { BarTable } from '../bars/BarTable';
import { barColumns } from '../bars/columns';
import { levelsOf } from '../levels';
import { phaseLook } from '../phaseLook';
import { type ViewProps } from '../viewProps';

import { PhaseBar } from './PhaseBar';

interface Props extends ViewProps {
  answer: Answer;
}

// A panel that is smaller than this has room for its bars alone.
const KEY_FROM = { width: 360, height: 150 };

/** A bar per row, the slowest first: what its mean end-to-end time consists of. */
export function ByView({ answer, part, options, width, height, header }: Props) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const bars = useMemo(
    () =>
      rangeRows(answer).map((row) => ({
        row,
        key: row.key,
        segments: phaseSegments(row.figures),
        total: row.figures.e2e ?? null,
      })),
    [answer]
  );
  const fields = useMemo(() => firstFields(bars.map(({ row }) => row)), [bars]);
  const levels = levelsOf(theme, options.slo, fields.e2e);
  const highest = Math.max(0, ...levels.map(({ value }) => value));
  const extent = useMemo(() => extentOf(bars, highest), [bars, highest]);
  const columns = barColumns(width);
  const hasKey = width >= KEY_FROM.width && height >= KEY_FROM.height;
  const hasUndivided = bars.some(({ segments }) => segments.some(({ id }) => id === 'undivided'));
  const ids: FigureId[] = [...PHASES.filter((id) => fields[id]), 'e2e'];
  const key: KeyEntry[] = [
    ...ids.map((id) => ({ id, name: displayNameOf(id, fields), look: lookOf(theme, id, fields) })),
    ...(hasUndivided ? [{ id: 'undivided', name: 'Not divided', look: phaseLook(theme, 'undivided', fields) }] : []),
    ...levels.map(({ label = '', colour }) => ({ id: label, name: label, mark: colour })),
  ];
  return (
    <>
      {header()}
      <div className={styles.view} style={{ height }}>
        <BarTable
          label="Latency by label"
          rows={bars}
          by={part.by}
          parts="Phases"
          columns={columns}
          height={height}
          render={(bar) => <PhaseBar bar={bar} notes={part} extent={extent} columns={columns} levels={levels} />}
        />
        {hasKey && <Key entries={key} />}
      </div>
    </>
  );
}

const getStyles = () => ({
  view: css({ display: 'flex', flexDirection: 'column' }),
});
