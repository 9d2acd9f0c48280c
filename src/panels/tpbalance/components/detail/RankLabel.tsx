import React from 'react';

import { RowLabel } from '../../../../shared/panel/rows/RowLabel';
import { rankPlace } from '../../model/rankLines';
import { type Rank } from '../../model/ranks';

const LENGTH = 28;

/** A GPU's name; where the dashboard has a variable for it, pressing it narrows the dashboard to the GPU. */
export function RankLabel({ rank }: { rank: Rank }) {
  const { gpu_uuid = '', node = '', mig_id = '' } = rank.labels;
  const label = rank.name;
  return (
    <span title={rankPlace(rank)}>
      <RowLabel row={{ labels: { gpu_uuid, node, mig_id }, label, kind: 'value' }} length={LENGTH} />
    </span>
  );
}
