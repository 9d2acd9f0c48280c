import { FieldValidationMessage } from '@grafana/ui';
import React from 'react';

import { testIds } from '../../../../shared/testIds';
import { type OwnSignal } from '../../../../shared/types.gen';
import { type ConfigProps } from '../configProps';
import { Fold } from '../layout/Fold';
import { useWhenReleased } from '../layout/press';
import { signalsProblem, twiceProblem } from '../model/signalProblem';
import { listed, withSettings } from '../model/settings';

import { ExportSignals } from './ExportSignals';
import { ImportSignals } from './ImportSignals';
import { SignalList } from './SignalList';

/** Signals that the catalog does not have. */
export function SignalsSection({ options, onOptionsChange }: ConfigProps) {
  const signals = options.jsonData.signals ?? [];
  const twice = useWhenReleased(twiceProblem(signals));
  const change = (next: OwnSignal[]) => onOptionsChange(withSettings(options, { signals: listed(next) }));
  return (
    <Fold
      title="Own signals"
      summary={signals.length > 0 ? signals.map(({ id }) => id).join(', ') : 'none'}
      problem={signalsProblem(signals)}
      description="Metrics that the catalog does not know, made to signals that can be joined like its own. With an id of the catalog and nothing but metrics, they are further ways to read that signal."
      holdsFolds
      testId={testIds.config.fold('signals')}
    >
      {twice && <FieldValidationMessage>{twice}</FieldValidationMessage>}
      <SignalList signals={signals} onChange={change} />
      <Fold title="Import" summary="paste YAML or JSON" testId={testIds.config.fold('import')}>
        <ImportSignals signals={signals} onChange={change} />
      </Fold>
      {signals.length > 0 && (
        <Fold title="Export" summary="as YAML or JSON" holdsFolds testId={testIds.config.fold('export')}>
          <ExportSignals signals={signals} />
        </Fold>
      )}
    </Fold>
  );
}
