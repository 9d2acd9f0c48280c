import { Combobox, type ComboboxOption } from '@grafana/ui';
import React, { useCallback, useId } from 'react';

import { testIds } from '../../../../shared/testIds';
import { type Operand } from '../../../../shared/types.gen';
import { withSignal } from '../../../model/operands';
import { suggestSignals } from '../../../model/searchSignals';
import { signalOption } from '../../../model/signalOption';
import { HiddenLabel } from '../../fields/HiddenLabel';
import { type Signals } from '../useSignals';

import { type OperandProps } from './operandProps';

/** Picks a canonical signal; typing searches names, descriptions and source systems. */
export function SignalField({ operand, operands, index, catalog, onChange }: OperandProps) {
  const id = useId();
  const { signals } = catalog;
  const search = useCallback((typed: string) => Promise.resolve(suggestSignals(signals, typed)), [signals]);

  const onPick = ({ value }: ComboboxOption) => {
    const signal = signals.find((one) => one.id === value);
    onChange(signal ? withSignal(operand, signal, operands) : { ...operand, signal: value });
  };

  return (
    <>
      <HiddenLabel htmlFor={id} text={`Signal of ${operand.as}`} />
      <Combobox
        id={id}
        options={search}
        value={selected(operand, catalog)}
        onChange={onPick}
        loading={catalog.loading}
        placeholder="Search signals, for example first token, power, cache"
        data-testid={testIds.query.signal(index)}
      />
    </>
  );
}

function selected(operand: Operand, catalog: Signals): ComboboxOption | null {
  if (!operand.signal) {
    return null;
  }
  const signal = catalog.signals.find((one) => one.id === operand.signal);
  return signal ? signalOption(signal) : { value: operand.signal, label: operand.signal };
}
