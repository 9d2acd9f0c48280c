import { InlineField } from '@grafana/ui';
import React, { useMemo } from 'react';

import { testIds } from '../../../../shared/testIds';
import { SignalPicker } from '../../picker/SignalPicker';
import { type BodyProps } from '../sources';

import { Filters } from './Filters';

/** One signal whose exemplars are wanted. */
export function ExemplarsBody(props: BodyProps) {
  const { query, sources, onChange } = props;
  const { catalog, presence } = sources;
  const [operand] = query.operands;
  // Exemplars hang on the buckets of histograms.
  const signals = useMemo(() => catalog.signals.filter(({ kind }) => kind === 'distribution'), [catalog.signals]);

  return (
    <>
      <InlineField label="Signal" tooltip="The signal whose single requests are wanted." grow>
        <SignalPicker
          name="Signal of the exemplars"
          value={operand?.signal ?? ''}
          signals={signals}
          presence={presence}
          loading={catalog.loading}
          onChange={(signal) => onChange({ operands: [{ as: signal.replace(/\W/g, '_'), signal }] })}
          testId={testIds.query.signal(0)}
        />
      </InlineField>
      <Filters {...props} />
    </>
  );
}
