import { Combobox, type ComboboxOption, IconButton, Stack } from '@grafana/ui';
import React, { useId } from 'react';

import { testIds } from '../../../../shared/testIds';
import { type Filter, type FilterOp } from '../../../../shared/types.gen';
import { filterOps } from '../../../model/choices';
import { withOp } from '../../../model/filters';
import { HiddenLabel } from '../../fields/HiddenLabel';
import { LabelPicker } from '../../fields/LabelPicker';
import { useLater } from '../../fields/useLater';

import { FilterValues, type ValueSource } from './FilterValues';

interface Props extends ValueSource {
  filter: Filter;
  index: number;
  labels: string[];
  onChange: (filter: Filter) => void;
  onRemove: () => void;
}

/** One filter: canonical label, comparison, values. */
export function FilterRow({ filter, index, labels, onChange, onRemove, ...source }: Props) {
  const id = useId();
  const onOp = useLater(
    ({ value }: ComboboxOption<FilterOp>) => value !== filter.op && onChange(withOp(filter, value))
  );

  return (
    <div role="group" aria-label={`Filter ${index + 1}`} data-testid={testIds.query.filter(index)}>
      <Stack direction="row" gap={0.5} alignItems="flex-start">
        <HiddenLabel htmlFor={`${id}-label`} text={`Label of filter ${index + 1}`} />
        <LabelPicker
          id={`${id}-label`}
          labels={labels}
          value={filter.label}
          onChange={(label) => onChange({ ...filter, label, values: [] })}
          testId={testIds.query.filterLabel(index)}
        />
        <HiddenLabel htmlFor={`${id}-op`} text={`Comparison of filter ${index + 1}`} />
        <Combobox
          id={`${id}-op`}
          width={9}
          options={filterOps}
          value={filter.op}
          onChange={onOp}
          data-testid={testIds.query.filterOp(index)}
        />
        <FilterValues filter={filter} index={index} onChange={onChange} {...source} />
        <Stack height={4} alignItems="center">
          <IconButton
            name="times"
            tooltip={`Remove filter ${index + 1}`}
            onClick={onRemove}
            data-testid={testIds.query.filterRemove(index)}
          />
        </Stack>
      </Stack>
    </div>
  );
}
