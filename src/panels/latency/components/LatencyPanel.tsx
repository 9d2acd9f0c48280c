import { type PanelProps } from '@grafana/data';
import React, { type ReactNode, useMemo } from 'react';

import { HEADER_FROM, HEADER_HEIGHT, PanelHeader } from '../../../shared/panel/header/PanelHeader';
import { errorOf } from '../../../shared/panel/model/state';
import { StateMessage } from '../../../shared/panel/states/StateMessage';
import { useKeptData } from '../../../shared/panel/useKept';
import { testIds } from '../../../shared/testIds';
import { readAnswer } from '../model/answer';
import { coverageWords, firstTokenNote, latencyLevel, partialNote } from '../model/coverage';
import { explanationsOf } from '../model/explain';
import { messageOf } from '../model/message';
import { stateOf } from '../model/state';
import { type LatencyOptions } from '../options/options';

import { ByView } from './by/ByView';
import { FirstView } from './first/FirstView';
import { TimeView } from './time/TimeView';

/** Where a request's time goes: over time, by label, or on the way to its first token. */
export function LatencyPanel(props: PanelProps<LatencyOptions>) {
  const { options, width, height, timeZone, onChangeTimeRange, onOptionsChange } = props;
  const { view, showCoverage } = options;
  const shown = useKeptData(props.data);
  const answer = useMemo(() => readAnswer(shown.series), [shown.series]);
  const state = useMemo(() => stateOf(shown, answer, view), [shown, answer, view]);

  if (state.kind !== 'picture') {
    return (
      <StateMessage
        message={messageOf(state, view)}
        timeRange={shown.timeRange}
        width={width}
        height={height}
        onStep={() => onOptionsChange({ ...options, view: 'by' })}
        onChangeTimeRange={onChangeTimeRange}
      />
    );
  }
  const { part } = state;
  const { coverage } = part;
  const hasHeader = height >= HEADER_FROM;
  const note = (view === 'first' ? firstTokenNote : partialNote)(coverage, errorOf(shown), shown.timeRange);
  const header = (left?: ReactNode) =>
    hasHeader && (
      <PanelHeader
        coverage={coverage}
        level={coverage ? latencyLevel(coverage, shown.timeRange) : 'good'}
        words={coverage ? coverageWords(coverage) : ''}
        showCoverage={showCoverage}
        note={note}
        explanations={explanationsOf(view)}
      >
        {left}
      </PanelHeader>
    );
  const shared = { part, options, width, height: hasHeader ? height - HEADER_HEIGHT : height, header };
  const time = { timeRange: shown.timeRange, timeZone, onChangeTimeRange };
  return (
    <div data-testid={testIds.latency.panel}>
      {view === 'time' && <TimeView {...shared} {...time} />}
      {view === 'by' && <ByView {...shared} answer={answer} />}
      {view === 'first' && <FirstView {...shared} {...time} answer={answer} />}
    </div>
  );
}
