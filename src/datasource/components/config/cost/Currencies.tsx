import React from 'react';

import { testIds } from '../../../../shared/testIds';
import { type Currency } from '../../../../shared/types.gen';
import { Choice } from '../fields/Choice';
import { ListEditor } from '../fields/ListEditor';
import { TextSetting } from '../fields/TextSetting';
import { SubSection } from '../layout/SubSection';
import { currencyError } from '../model/checks';
import { currencyProblem } from '../model/problems';
import { compact } from '../model/settings';

import { moneyFamilies } from './families';

interface Props {
  currencies: Currency[];
  onChange: (currencies: Currency[]) => void;
}

/** What currency the store's price series are in. */
export function Currencies({ currencies, onChange }: Props) {
  return (
    <SubSection
      title="Currencies of price series"
      description="No price series says what currency it is in. The first row that matches does. Two currencies are never added."
    >
      <ListEditor
        noun="currency"
        items={currencies}
        create={(): Currency => ({ currency: '' })}
        check={currencyProblem}
        onChange={onChange}
        testId={testIds.config.currencies}
      >
        {(item, change) => (
          <>
            <TextSetting
              compact
              label="Cluster"
              width={26}
              placeholder="every cluster"
              value={item.cluster}
              onCommit={(cluster) => change(compact({ ...item, cluster: cluster || undefined }))}
            />
            <Choice
              compact
              label="Family"
              choices={moneyFamilies}
              value={item.family ?? ''}
              onChange={(family) => change(compact({ ...item, family: family || undefined }))}
            />
            <TextSetting
              compact
              label="Currency"
              width={9}
              placeholder="EUR"
              value={item.currency}
              check={(code) => (code === '' ? undefined : currencyError(code))}
              onCommit={(code) => change({ ...item, currency: code.toUpperCase() })}
            />
          </>
        )}
      </ListEditor>
    </SubSection>
  );
}
