import { Box, Button } from '@grafana/ui';
import React from 'react';

import { testIds } from '../../../../shared/testIds';
import { type OwnSignal } from '../../../../shared/types.gen';
import { useRowKeys } from '../fields/useRowKeys';
import { Editable } from '../layout/Editable';
import { Fold } from '../layout/Fold';
import { replaced, without } from '../model/lists';
import { isExtension, signalProblem } from '../model/signalProblem';
import { wordsOr } from '../model/summaries';

import { SignalFields } from './SignalFields';

interface Props {
  signals: OwnSignal[];
  onChange: (signals: OwnSignal[]) => void;
}

function summaryOf(signal: OwnSignal): string {
  const { family, kind, unit, alternatives } = signal;
  const metrics = alternatives?.map(({ metric, numerator }) => metric ?? numerator).join(', ');
  return isExtension(signal)
    ? `more metrics of the catalog’s: ${metrics}`
    : wordsOr([family, kind, unit, metrics], 'new');
}

/** The user's own signals, a section each. */
export function SignalList({ signals, onChange }: Props) {
  const keys = useRowKeys(signals.length);
  return (
    <>
      {signals.map((signal, index) => (
        <Fold
          key={keys.at(index)}
          title={signal.title || signal.id || `Signal ${index + 1}`}
          summary={summaryOf(signal)}
          problem={keys.isNew(index) && signal.id === '' ? undefined : signalProblem(signal)}
          startOpen={keys.isNew(index)}
          testId={testIds.config.signal(index)}
        >
          <SignalFields signal={signal} index={index} onChange={(next) => onChange(replaced(signals, index, next))} />
          <Button
            variant="destructive"
            fill="outline"
            size="sm"
            onClick={() => {
              keys.remove(index);
              onChange(without(signals, index));
            }}
          >
            {`Remove ${signal.id || `signal ${index + 1}`}`}
          </Button>
        </Fold>
      ))}
      <Editable>
        <Box marginTop={1} marginBottom={2}>
          <Button
            variant="secondary"
            size="sm"
            icon="plus"
            data-testid={testIds.config.addSignal}
            onClick={() => {
              keys.add();
              onChange([...signals, { id: '', alternatives: [{}] }]);
            }}
          >
            Add signal
          </Button>
        </Box>
      </Editable>
    </>
  );
}
