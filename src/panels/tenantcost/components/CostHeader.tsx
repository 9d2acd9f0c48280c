import { type DataFrame } from '@grafana/data';
import React, { type ReactNode } from 'react';

import { PanelHeader } from '../../../shared/panel/header/PanelHeader';
import { type Part } from '../../../shared/panel/model/answer';
import { ofTotal } from '../../../shared/format';
import { type Basis } from '../../../shared/types.gen';
import { coverageLevel } from '../../../shared/coverage/describe';
import { type BasisChoice } from '../model/basis';
import { explanations } from '../model/explain';

import { BasisSwitch } from './switches/BasisSwitch';

const SENTENCE_FROM = 1000;
const PLAIN_FROM = 420;

interface Props {
  part: Part;
  frames: DataFrame[];
  choice: BasisChoice;
  showCoverage: boolean;
  note?: string;
  width: number;
  onBasis: (basis: Basis) => void;
  children?: ReactNode;
}

/** The line above the picture: basis and currency, what is missing, the coverage, and the "?". */
export function CostHeader({ part, frames, choice, showCoverage, note, width, onBasis, children }: Props) {
  const { coverage } = part;
  const level = coverage ? coverageLevel(coverage) : 'good';
  return (
    <PanelHeader
      coverage={coverage}
      level={note && level === 'good' ? 'watch' : level}
      words={coverage ? `${ofTotal(coverage.devices)} GPUs with an owner` : ''}
      showCoverage={showCoverage}
      note={note}
      explanations={explanations}
    >
      {choice.shown && (
        <BasisSwitch
          shown={choice.shown}
          by={choice.by}
          frames={frames}
          room={width >= SENTENCE_FROM ? 'sentence' : width >= PLAIN_FROM ? 'switch' : 'none'}
          onBasis={onBasis}
        />
      )}
      {children}
    </PanelHeader>
  );
}
