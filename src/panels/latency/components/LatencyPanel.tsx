import { LoadingState, type PanelProps } from '@grafana/data';
import React, { useMemo, useState } from 'react';

import { testIds } from '../../../shared/testIds';
import { readAnswer } from '../model/answer';
import { partialNote } from '../model/coverage';
import { errorOf, stateOf } from '../model/state';
import { type LatencyOptions } from '../options/options';

import { ByView } from './by/ByView';
import { HEADER_HEIGHT } from './Header';
import { StateMessage } from './states/StateMessage';
import { TimeView } from './time/TimeView';

// A panel that is lower than this has room for the picture alone.
const HEADER_FROM = 150;

/** The last value that could be used: while a new answer is on its way, the old picture stays. */
function useKept<T>(value: T, usable: boolean): T {
  const [kept, setKept] = useState(value);
  if (usable && kept !== value) {
    setKept(value);
  }
  return usable ? value : kept;
}

/** Where a request's time goes: over time, or by label. */
export function LatencyPanel(props: PanelProps<LatencyOptions>) {
  const { data, options, width, height, timeZone, onChangeTimeRange, onOptionsChange } = props;
  const loaded = data.state !== LoadingState.Loading || data.series.length > 0;
  const shown = useKept(data, loaded);
  const answer = useMemo(() => readAnswer(shown.series), [shown.series]);
  const state = useMemo(() => stateOf(shown, answer, options.view), [shown, answer, options.view]);

  if (state.kind !== 'picture') {
    return (
      <StateMessage
        state={state}
        timeRange={shown.timeRange}
        width={width}
        height={height}
        onShowByLabel={() => onOptionsChange({ ...options, view: 'by' })}
        onChangeTimeRange={onChangeTimeRange}
      />
    );
  }
  const { part } = state;
  const hasHeader = height >= HEADER_FROM;
  const shared = {
    part,
    options,
    width,
    height: hasHeader ? height - HEADER_HEIGHT : height,
    hasHeader,
    note: partialNote(part.coverage, errorOf(shown)),
  };
  return (
    <div data-testid={testIds.latency.panel}>
      {options.view === 'time' ? (
        <TimeView {...shared} timeRange={shown.timeRange} timeZone={timeZone} onChangeTimeRange={onChangeTimeRange} />
      ) : (
        <ByView {...shared} answer={answer} />
      )}
    </div>
  );
}
