import React from 'react';

import { PanelHeader } from '../../../shared/panel/header/PanelHeader';
import { testIds } from '../../../shared/testIds';
import { type BalanceAnswer } from '../model/answer';
import { balanceLevel, balanceNote, gpusInWords } from '../model/coverage';
import { explanations } from '../model/explain';
import { findingInWords } from '../model/finding';
import { totalsInWords } from '../model/totals';

import { BalanceKey } from './BalanceKey';
import { FindingLine } from './FindingLine';
import { GroupList } from './GroupList';
import { panelLayout } from './layout';
import { type Source, usePicture } from './usePicture';

interface Props extends Source {
  height: number;
  /** What went wrong with a part of the answer. */
  error?: string;
}

const coverageOf = ({ table, times }: BalanceAnswer) => table?.coverage ?? times[0]?.coverage;

/** The finding, the groups, and what colours and marks mean. */
export function Picture({ height, error, ...source }: Props) {
  const { answer, groups, options, width, time } = source;
  const { view, rows, finding, gpus } = usePicture(source);
  const coverage = coverageOf(answer);
  const layout = panelLayout(width, height, options.showLegend, findingInWords(finding).length);
  const listHeight = height - layout.headerHeight - layout.findingHeight - layout.legendHeight;
  return (
    <div data-testid={testIds.balance.panel} style={{ width, height, overflow: 'hidden' }}>
      {layout.headerHeight > 0 && (
        <PanelHeader
          coverage={coverage}
          level={balanceLevel(coverage)}
          words={coverage ? gpusInWords(coverage) : ''}
          showCoverage={options.showCoverage}
          note={balanceNote(coverage, groups, time.timeRange, error)}
          explanations={explanations}
          height={layout.headerHeight}
        >
          {layout.finding === 'header' && <FindingLine finding={finding} inHeader />}
        </PanelHeader>
      )}
      {layout.finding === 'line' && <FindingLine finding={finding} inHeader={false} height={layout.findingHeight} />}
      <GroupList groups={rows} view={view} gpus={gpus} width={width} height={listHeight} time={time} />
      {layout.legendHeight > 0 && (
        <BalanceKey
          view={view}
          fields={gpus}
          totals={totalsInWords(groups)}
          width={width}
          height={layout.legendHeight}
        />
      )}
    </div>
  );
}
