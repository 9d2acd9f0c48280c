import { type PanelProps, type TimeRange } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { css } from '@emotion/css';
import React, { useMemo } from 'react';

import { PanelHeader } from '../../../shared/panel/header/PanelHeader';
import { readAnswer } from '../../../shared/panel/model/answer';
import { errorOf } from '../../../shared/panel/model/state';
import { StateMessage } from '../../../shared/panel/states/StateMessage';
import { useKeptData } from '../../../shared/panel/useKept';
import { testIds } from '../../../shared/testIds';
import { explanations } from '../model/explain';
import { pictureOf } from '../model/picture';
import { coverageWords, levelOf, noteOf, type PanelState, stateOf } from '../model/state';
import { type KVCacheOptions } from '../options/options';

import { Answer } from './Answer';
import { type RowContext } from './context';
import { layoutOf } from './layout';
import { RowsView } from './RowsView';
import { TimeAxis } from './strip/TimeAxis';
import { ViewKey } from './views/ViewKey';

/** Whether KV caches are well: the answer in one line, then a row a replica, model or tenant. */
export function KVCachePanel(props: PanelProps<KVCacheOptions>) {
  const { data, options, width, height, onChangeTimeRange } = props;
  const shown = useKeptData(data);
  const answer = useMemo(() => readAnswer('kvcache', shown.series), [shown.series]);
  const state = useMemo(() => stateOf(shown, answer, options.view), [shown, answer, options.view]);
  if (state.kind === 'message') {
    return (
      <StateMessage
        message={state.message}
        timeRange={shown.timeRange}
        width={width}
        height={height}
        onChangeTimeRange={onChangeTimeRange}
      />
    );
  }
  return <Picture {...props} state={state} shownRange={shown.timeRange} error={errorOf(shown)} />;
}

interface PictureProps extends PanelProps<KVCacheOptions> {
  state: Extract<PanelState, { kind: 'picture' }>;
  /** The range that the picture is of, while another one is loading. */
  shownRange: TimeRange;
  error?: string;
}

function Picture({ state, options, shownRange, error, ...props }: PictureProps) {
  const styles = useStyles2(getStyles);
  const { width, height, timeZone, onChangeTimeRange } = props;
  const { view, rows, legend, openFirst, showCoverage } = options;
  const { answer, part } = state;
  const [from, to] = [shownRange.from.valueOf(), shownRange.to.valueOf()];
  const picture = useMemo(
    () => pictureOf({ view, rows }, answer, part, { from, to, timeZone }),
    [view, rows, answer, part, from, to, timeZone]
  );
  const layout = useMemo(() => layoutOf({ view, width, height, legend }), [view, width, height, legend]);
  const context = useMemo(
    (): RowContext => ({ view, part, picture, layout, height, timeRange: shownRange, timeZone, onChangeTimeRange }),
    [view, part, picture, layout, height, shownRange, timeZone, onChangeTimeRange]
  );
  const { coverage } = part;
  const note = noteOf(answer, error, shownRange);
  return (
    <div className={styles.panel} style={{ height }} data-testid={testIds.kvcache.panel}>
      {layout.hasHeader && (
        <PanelHeader
          coverage={coverage}
          level={levelOf(part, note)}
          words={coverageWords(part)}
          showCoverage={showCoverage}
          note={note}
          explanations={explanations[view]}
        >
          <Answer finding={picture.finding} />
        </PanelHeader>
      )}
      <RowsView key={view} context={context} width={width} openFirst={openFirst} />
      {layout.hasAxis && <TimeAxis range={[from, to]} timeZone={timeZone} left={layout.label} width={layout.picture} />}
      {layout.hasLegend && <ViewKey context={context} />}
    </div>
  );
}

const getStyles = () => ({ panel: css({ display: 'flex', flexDirection: 'column', overflow: 'hidden' }) });
