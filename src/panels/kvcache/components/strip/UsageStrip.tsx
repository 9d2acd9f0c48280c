import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React, { useMemo } from 'react';

import { HeatStrip } from '../../../../shared/panel/heat/HeatStrip';
import { TooltipTable } from '../../../../shared/panel/tooltip/TooltipTable';
import { type FigureId } from '../../model/figures';
import { heatColour, lineFrom } from '../../model/heat';
import { fieldFor, type Row } from '../../model/rows';
import { stripInWords } from '../../model/stripWords';
import { textsAtStep } from '../../model/text';
import { wordsOf } from '../../model/verdicts';
import { type RowContext } from '../context';

import { SpellMarks } from './SpellMarks';
import { useZoom } from './useZoom';

const SHOWN: FigureId[] = ['usage_max', 'usage', 'preemptions', 'waiting', 'running', 'hit_ratio', 'hit_external'];
const HEIGHT = 17;
/** Room for the spells above the strip. */
const ABOVE = 4;

interface Props {
  row: Row;
  context: RowContext;
}

/** Usage of a row over time, with preemptions as ticks and spells of verdicts as marks. */
export function UsageStrip({ row, context }: Props) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const { picture, part, layout, timeRange, timeZone, onChangeTimeRange } = context;
  const range: [number, number] = [timeRange.from.valueOf(), timeRange.to.valueOf()];
  const { columns = {}, verdicts = [] } = row.steps ?? {};
  const usage = columns.usage_max?.some((value) => value !== null) ? columns.usage_max : columns.usage;
  const field = fieldFor(row, 'usage_max') ?? fieldFor(row, 'usage');
  const colour = useMemo(() => heatColour(field, theme), [field, theme]);
  const full = lineFrom(field, theme);
  const width = layout.picture;
  const { drag, handlers } = useZoom(range, width, onChangeTimeRange);
  const colourAt = (step: number) => {
    const value = usage?.[step];
    return value == null ? undefined : colour(value);
  };
  const tooltip = (step: number) => {
    const verdict = verdicts[step];
    return (
      <TooltipTable
        title={dateTimeFormat(picture.times[step], { timeZone })}
        of={row.label}
        lines={[
          ...(verdict ? [{ id: 'verdict', name: 'Verdict', value: wordsOf(verdict).name, strong: true }] : []),
          ...textsAtStep(row, step, SHOWN, part).map(({ id, name, text, note }) => ({ id, name, value: text, note })),
        ]}
      />
    );
  };
  const clock = { from: range[0], to: range[1], timeZone };
  return (
    <div className={styles.place} style={{ width }} {...handlers}>
      <HeatStrip
        times={picture.times}
        stepMs={picture.stepMs}
        range={range}
        colourAt={colourAt}
        lineAt={(step) => (usage?.[step] ?? -Infinity) >= full}
        tickAt={(step) => (columns.preemptions?.[step] ?? 0) > 0}
        tickColour={theme.colors.text.maxContrast}
        width={width}
        height={HEIGHT}
        label={stripInWords(row, clock)}
        tooltip={drag ? undefined : tooltip}
      />
      <SpellMarks spells={row.judgement.spells} range={range} width={width} />
      {drag && (
        <span
          aria-hidden
          className={styles.drag}
          style={{ left: Math.min(drag.start, drag.end), width: Math.abs(drag.end - drag.start) }}
        />
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  place: css({
    position: 'relative',
    height: HEIGHT + ABOVE,
    paddingTop: ABOVE,
    cursor: 'crosshair',
    touchAction: 'pan-y',
    userSelect: 'none',
  }),
  drag: css({
    position: 'absolute',
    top: ABOVE,
    bottom: 0,
    background: theme.colors.action.selected,
    border: `1px solid ${theme.colors.border.strong}`,
    pointerEvents: 'none',
  }),
});
