import { Button, Stack } from '@grafana/ui';
import React from 'react';

import { testIds } from '../../../shared/testIds';
import { type Price } from '../../../shared/types.gen';

import { type ConfigProps } from './configProps';
import { PriceRow } from './PriceRow';
import { Section } from './Section';
import { addPrice, withSettings } from './settings';

/** Declared prices per GPU-hour. */
export function PricesSection({ options, onOptionsChange }: ConfigProps) {
  const prices = options.jsonData.prices ?? [];
  const set = (next: Price[]) => onOptionsChange(withSettings(options, { prices: next.length > 0 ? next : undefined }));

  return (
    <Section
      title="Prices"
      description="Declared prices win over price series in the store, such as OpenCost's; the first row that matches counts. An empty GPU model matches every GPU."
    >
      <Stack direction="column" gap={1} alignItems="flex-start">
        {prices.map((price, index) => (
          <PriceRow
            key={index}
            price={price}
            index={index}
            disabled={options.readOnly}
            onChange={(next) => set(prices.map((one, at) => (at === index ? next : one)))}
            onRemove={() => set(prices.filter((_, at) => at !== index))}
          />
        ))}
        <Button
          variant="secondary"
          size="sm"
          icon="plus"
          disabled={options.readOnly}
          data-testid={testIds.config.addPrice}
          onClick={() => set(addPrice(prices))}
        >
          Add price
        </Button>
      </Stack>
    </Section>
  );
}
