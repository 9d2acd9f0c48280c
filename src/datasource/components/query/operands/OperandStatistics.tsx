import { Combobox, type ComboboxOption, InlineField, UnitPicker } from '@grafana/ui';
import React, { useId } from 'react';

import { testIds } from '../../../../shared/testIds';
import { type Reduce, type Stat } from '../../../../shared/types.gen';
import { reduceOptions, statOptions } from '../../../model/choices';
import { defaultReduce, reducesDevices, statsFor, unitOf } from '../../../model/statistics';
import { useLater } from '../../fields/useLater';

import { type OperandProps } from './operandProps';
import { ThresholdField } from './ThresholdField';

/** How an operand is reduced over time and across devices, and in which unit it is shown. */
export function OperandStatistics({ operand, index, sources, onChange }: OperandProps) {
  const id = useId();
  const signal = sources.catalog.signals.find((one) => one.id === operand.signal);
  const stats = statsFor(operand, signal);
  const stat = operand.stat ?? stats[0];
  const reduce = operand.reduce ?? defaultReduce(signal);
  const onStat = useLater(({ value }: ComboboxOption<Stat>) => value !== stat && onChange({ ...operand, stat: value }));
  const onReduce = useLater(
    ({ value }: ComboboxOption<Reduce>) => value !== reduce && onChange({ ...operand, reduce: value })
  );

  return (
    <>
      {stats.length > 0 && (
        <InlineField label="Statistic" tooltip="How the samples of a step (or, in a table, of the range) become one.">
          <Combobox
            id={`${id}-stat`}
            width={20}
            options={statOptions(stats)}
            value={stat}
            onChange={onStat}
            data-testid={testIds.query.stat(index)}
          />
        </InlineField>
      )}
      {operand.stat === 'fraction_below' && (
        <ThresholdField operand={operand} index={index} unit={signal?.unit} onChange={onChange} />
      )}
      {reducesDevices(operand, signal) && (
        <InlineField label="Combine" tooltip="How several devices or ranks become one row.">
          <Combobox
            id={`${id}-reduce`}
            width={14}
            options={reduceOptions}
            value={reduce}
            onChange={onReduce}
            data-testid={testIds.query.reduce(index)}
          />
        </InlineField>
      )}
      <InlineField label="Unit" tooltip="Shown unit. Empty keeps the signal's own; it converts nothing.">
        <UnitPicker
          id={`${id}-unit`}
          width={16}
          value={unitOf(operand, signal)}
          onChange={(unit) => onChange({ ...operand, unit: unit || undefined })}
        />
      </InlineField>
    </>
  );
}
