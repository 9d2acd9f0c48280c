import React from 'react';

import { formatFigure } from '../../../../shared/format';
import { type NCCLCollective } from '../../../../shared/types.gen';

import { Section } from './Section';
import { SmallTable } from './SmallTable';

interface Props {
  collectives: NCCLCollective[];
  height: number;
}

const HEAD = ['Collective', 'Bandwidth p50', 'Bandwidth p95', 'Time p50', 'Time p95', 'Samples'];

/** NCCL's collectives as its Inspector samples them. */
export function Collectives({ collectives, height }: Props) {
  const rows = collectives.map(({ collective, samples, ...of }) => ({
    key: collective,
    name: collective,
    figures: [
      formatFigure(of.busbw_p50, 'Bps'),
      formatFigure(of.busbw_p95, 'Bps'),
      formatFigure(of.time_p50, 's'),
      formatFigure(of.time_p95, 's'),
      formatFigure(samples, 'short'),
    ],
  }));
  return (
    <Section title="NCCL by collective" note="quantiles over sampled last values" height={height}>
      <SmallTable label="NCCL by collective" head={HEAD} rows={rows} />
    </Section>
  );
}
