import React from 'react';

import { testIds } from '../../../../shared/testIds';
import { type Price } from '../../../../shared/types.gen';
import { numberForm, pairsForm } from '../fields/forms';
import { ListEditor } from '../fields/ListEditor';
import { ParsedSetting } from '../fields/ParsedSetting';
import { TextSetting } from '../fields/TextSetting';
import { ValidityFields } from '../fields/ValidityFields';
import { SubSection } from '../layout/SubSection';
import { currencyError } from '../model/checks';
import { priceProblem } from '../model/problems';
import { compact, filled } from '../model/settings';

interface Props {
  prices: Price[];
  /** The currency of a new row. */
  currency: string;
  onChange: (prices: Price[]) => void;
}

const money = numberForm({ above: 0 });

/** Declared prices per GPU-hour. */
export function Prices({ prices, currency, onChange }: Props) {
  return (
    <SubSection
      title="Prices per GPU-hour"
      description="A declared price wins over a price series in the store, such as OpenCost's; the first row that matches counts. A MIG slice costs its part of the card."
    >
      <ListEditor
        noun="price"
        items={prices}
        create={(): Price => ({ per_hour: 0, currency: prices[prices.length - 1]?.currency ?? currency })}
        check={priceProblem}
        onChange={onChange}
        testId={testIds.config.prices}
      >
        {(price, change) => (
          <>
            <TextSetting
              compact
              label="GPU model"
              width={24}
              placeholder="every GPU"
              value={price.gpu_model}
              onCommit={(gpu_model) => change(compact({ ...price, gpu_model: gpu_model || undefined }))}
            />
            <ParsedSetting
              compact
              label="Labels"
              width={22}
              placeholder="every device"
              form={pairsForm}
              value={price.labels && filled(price.labels)}
              onCommit={(labels) => change(compact({ ...price, labels: labels && filled(labels) }))}
            />
            <ParsedSetting
              compact
              label="Per hour"
              width={10}
              placeholder="2.50"
              form={money}
              value={price.per_hour || undefined}
              onCommit={(per_hour = 0) => change({ ...price, per_hour })}
            />
            <TextSetting
              compact
              label="Currency"
              width={9}
              placeholder="EUR"
              value={price.currency}
              check={currencyError}
              onCommit={(code) => change({ ...price, currency: code.toUpperCase() })}
            />
            <ValidityFields value={price} onChange={change} />
          </>
        )}
      </ListEditor>
    </SubSection>
  );
}
