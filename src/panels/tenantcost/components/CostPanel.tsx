import { type PanelProps } from '@grafana/data';
import React, { useMemo } from 'react';

import { HEADER_FROM, HEADER_HEIGHT } from '../../../shared/panel/header/PanelHeader';
import { type Part, readAnswer } from '../../../shared/panel/model/answer';
import { messageOf } from '../../../shared/panel/model/message';
import { errorOf, hasValues, whyNoPicture } from '../../../shared/panel/model/state';
import { knownVariables } from '../../../shared/panel/rows/chooseVariables';
import { StateMessage } from '../../../shared/panel/states/StateMessage';
import { useKeptData } from '../../../shared/panel/useKept';
import { testIds } from '../../../shared/testIds';
import { type Basis } from '../../../shared/types.gen';
import { about } from '../model/about';
import { type BasisChoice, chooseBasis, framesOf } from '../model/basis';
import { isFigure } from '../model/figures';
import { partialNote } from '../model/notes';
import { partFor } from '../model/views';
import { type CostOptions } from '../options/options';

import { CostBlocks } from './CostBlocks';
import { CostHeader } from './CostHeader';

const hasMoney = (part: Part | undefined): part is Part => part !== undefined && hasValues(part, isFigure);

/** The bill for GPUs, divided among those who used them. */
export function CostPanel(props: PanelProps<CostOptions>) {
  const { data, options, width, height, onOptionsChange, onChangeTimeRange } = props;
  const shown = useKeptData(data);
  const variables = knownVariables().join();
  const choice: BasisChoice = useMemo(
    () => chooseBasis(shown.series, options.basis, variables.split(',')),
    [shown.series, options.basis, variables]
  );
  const answer = useMemo(() => readAnswer('cost', framesOf(shown.series, choice.shown)), [shown.series, choice.shown]);
  const part = partFor(options.view, answer);
  if (!hasMoney(part)) {
    return (
      <StateMessage
        message={messageOf(whyNoPicture(shown, answer, part), about)}
        timeRange={shown.timeRange}
        width={width}
        height={height}
        onChangeTimeRange={onChangeTimeRange}
      />
    );
  }
  const hasHeader = height >= HEADER_FROM;
  const chooseShown = (basis: Basis) => onOptionsChange({ ...options, basis });
  return (
    <div data-testid={testIds.tenantcost.panel}>
      <CostBlocks
        {...props}
        timeRange={shown.timeRange}
        part={part}
        time={answer.time}
        height={hasHeader ? height - HEADER_HEIGHT : height}
        header={(currencies) =>
          hasHeader && (
            <CostHeader
              part={part}
              frames={shown.series}
              choice={choice}
              showCoverage={options.showCoverage}
              note={partialNote(part, errorOf(shown), shown.timeRange)}
              width={width}
              onBasis={chooseShown}
            >
              {currencies}
            </CostHeader>
          )
        }
      />
    </div>
  );
}
