import { FieldValidationMessage, IconButton, InlineField, Input, Stack } from '@grafana/ui';
import React, { useId } from 'react';

import { testIds } from '../../../shared/testIds';
import { type Price } from '../../../shared/types.gen';

import { priceError } from './settings';

interface Props {
  price: Price;
  index: number;
  disabled?: boolean;
  onChange: (price: Price) => void;
  onRemove: () => void;
}

/** The price of one hour of a GPU model. */
export function PriceRow({ price, index, disabled, onChange, onRemove }: Props) {
  const id = useId();
  const error = priceError(price);
  return (
    <div role="group" aria-label={`Price ${index + 1}`} data-testid={testIds.config.price(index)}>
      <Stack direction="row" gap={0.5} alignItems="flex-start">
        <InlineField label="GPU model" disabled={disabled}>
          <Input
            id={`${id}-model`}
            width={32}
            value={price.gpu_model ?? ''}
            placeholder="every GPU"
            onChange={(event) => onChange({ ...price, gpu_model: event.currentTarget.value })}
          />
        </InlineField>
        <InlineField label="Per GPU-hour" disabled={disabled} invalid={Boolean(error)}>
          <Input
            id={`${id}-hour`}
            width={12}
            type="number"
            min={0}
            step="any"
            value={price.per_hour || ''}
            placeholder="2.50"
            onChange={(event) => onChange({ ...price, per_hour: event.currentTarget.valueAsNumber || 0 })}
          />
        </InlineField>
        <InlineField label="Currency" disabled={disabled}>
          <Input
            id={`${id}-currency`}
            width={8}
            maxLength={3}
            value={price.currency}
            placeholder="EUR"
            onChange={(event) => onChange({ ...price, currency: event.currentTarget.value.toUpperCase() })}
          />
        </InlineField>
        <Stack height={4} alignItems="center">
          <IconButton name="trash-alt" tooltip={`Remove price ${index + 1}`} disabled={disabled} onClick={onRemove} />
        </Stack>
      </Stack>
      {error && <FieldValidationMessage>{error}</FieldValidationMessage>}
    </div>
  );
}
