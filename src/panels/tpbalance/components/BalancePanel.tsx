import { type PanelProps } from '@grafana/data';
import React, { useMemo } from 'react';

import { errorOf } from '../../../shared/panel/model/state';
import { StateMessage } from '../../../shared/panel/states/StateMessage';
import { useKeptData } from '../../../shared/panel/useKept';
import { readBalance } from '../model/answer';
import { readGroups } from '../model/groups';
import { balanceMessage, noPicture } from '../model/state';
import { type BalanceOptions } from '../options/options';

import { Picture } from './Picture';

/** The GPUs of each parallel group side by side: which one the others wait for, why, and what that costs. */
export function BalancePanel(props: PanelProps<BalanceOptions>) {
  const { options, width, height, timeZone, onChangeTimeRange } = props;
  const shown = useKeptData(props.data);
  const answer = useMemo(() => readBalance(shown.series), [shown.series]);
  const groups = useMemo(() => readGroups(answer), [answer]);
  const missing = noPicture(shown, answer, groups);
  if (missing) {
    return (
      <StateMessage
        message={balanceMessage(missing)}
        timeRange={shown.timeRange}
        width={width}
        height={height}
        onChangeTimeRange={onChangeTimeRange}
      />
    );
  }
  const time = { timeRange: shown.timeRange, timeZone, onChangeTimeRange };
  return (
    <Picture
      answer={answer}
      groups={groups}
      options={options}
      width={width}
      height={height}
      time={time}
      error={errorOf(shown)}
    />
  );
}
