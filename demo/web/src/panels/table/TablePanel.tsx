import { css } from '@emotion/css';
import { cacheFieldDisplayNames, getFrameDisplayName } from '@grafana/data';
import type { DataFrame, PanelProps, SelectableValue } from '@grafana/data';
import { Select } from '@grafana/ui';
import { TableNG } from '@grafana/ui/unstable';
import { useMemo } from 'react';
import { hasValues } from '../shared/frames';
import { NoData } from '../shared/NoData';
import type { TableOptions } from './options';

const PICKER_HEIGHT = 40;

/** The table shows the names that are cached on the fields; nothing else computes them. */
function withDisplayNames(frames: DataFrame[]): DataFrame[] {
  cacheFieldDisplayNames(frames);
  return frames;
}

/** Stand-in for Grafana's table panel, on the same table component that Grafana uses. */
export function TablePanel(props: PanelProps<TableOptions>) {
  const { data, options, width, height, fieldConfig, timeRange, onOptionsChange } = props;
  const frames = useMemo(() => withDisplayNames(data.series), [data.series]);
  if (!hasValues(frames)) {
    return <NoData data={data} text={fieldConfig.defaults.noValue} />;
  }
  const index = options.frameIndex < frames.length ? options.frameIndex : 0;
  const hasPicker = frames.length > 1;
  const choices: Array<SelectableValue<number>> = frames.map((frame, value) => ({
    label: getFrameDisplayName(frame, value),
    value,
  }));
  return (
    <div className={stack}>
      <TableNG
        data={frames[index]}
        width={width}
        height={hasPicker ? height - PICKER_HEIGHT : height}
        noHeader={!options.showHeader}
        sortBy={options.sortBy}
        onSortByChange={(sortBy) => onOptionsChange({ ...options, sortBy })}
        cellHeight={options.cellHeight}
        structureRev={data.structureRev}
        fieldConfig={fieldConfig}
        timeRange={timeRange}
        resizable={true}
        noValue={fieldConfig.defaults.noValue}
      />
      {hasPicker && (
        <Select
          aria-label="Frame"
          options={choices}
          value={index}
          onChange={(choice) => onOptionsChange({ ...options, frameIndex: choice.value ?? 0 })}
        />
      )}
    </div>
  );
}

const stack = css({ display: 'flex', flexDirection: 'column', justifyContent: 'space-between', height: '100%' });
