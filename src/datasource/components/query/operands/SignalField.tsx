import { Combobox, type ComboboxOption } from '@grafana/ui';
import React, { useCallback, useId, useMemo } from 'react';

import { testIds } from '../../../../shared/testIds';
import { type SignalInfo } from '../../../../shared/types.gen';
import { withSignal } from '../../../model/operands';
import { suggestSignals } from '../../../model/searchSignals';
import { signalOption } from '../../../model/signalOption';
import { HiddenLabel } from '../../fields/HiddenLabel';
import { useLater } from '../../fields/useLater';

import { type OperandProps } from './operandProps';

/** Picks a canonical signal; typing searches names, descriptions and source systems. */
export function SignalField({ operand, operands, index, catalog, onChange }: OperandProps) {
  const id = useId();
  const { signals } = catalog;
  const search = useCallback((typed: string) => Promise.resolve(suggestSignals(signals, typed)), [signals]);

  // The choice keeps its identity while it is the same: see LabelPicker.
  const value = useMemo(() => selected(operand.signal, signals), [operand.signal, signals]);

  const onPick = useLater(({ value }: ComboboxOption) => {
    if (value === operand.signal) {
      return;
    }
    const signal = signals.find((one) => one.id === value);
    onChange(signal ? withSignal(operand, signal, operands) : { ...operand, signal: value });
  });

  return (
    <>
      <HiddenLabel htmlFor={id} text={`Signal of ${operand.as}`} />
      <Combobox
        id={id}
        options={search}
        value={value}
        onChange={onPick}
        // Not the list's own spinner: Grafana 12.4 goes on drawing it when the loading is over.
        placeholder={
          catalog.loading ? 'Reading the signals …' : 'Search signals, for example first token, power, cache'
        }
        data-testid={testIds.query.signal(index)}
      />
    </>
  );
}

function selected(id: string | undefined, signals: SignalInfo[]): ComboboxOption | null {
  if (!id) {
    return null;
  }
  const signal = signals.find((one) => one.id === id);
  return signal ? signalOption(signal) : { value: id, label: id };
}
