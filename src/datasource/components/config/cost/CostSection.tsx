import React from 'react';

import { testIds } from '../../../../shared/testIds';
import { durationError } from '../../../model/duration';
import { type ConfigProps } from '../configProps';
import { Fold } from '../layout/Fold';
import { firstOf } from '../model/checks';
import { counted } from '../model/lists';
import { currencyProblem, listProblem, priceProblem } from '../model/problems';
import { listed, withSettings } from '../model/settings';
import { wordsOr } from '../model/summaries';

import { Allocation } from './Allocation';
import { Currencies } from './Currencies';
import { Prices } from './Prices';

/** Prices, currencies, and how money is divided. */
export function CostSection({ options, onOptionsChange }: ConfigProps) {
  const { prices = [], currencies = [], phaseWeight, allocationInterval } = options.jsonData;
  const summary = [
    prices.length > 0 && counted(prices.length, 'price'),
    currencies.length > 0 && `currency ${[...new Set(currencies.map(({ currency }) => currency))].join(', ')}`,
    phaseWeight && phaseWeight !== 'time' && `prompt share ${phaseWeight}`,
    allocationInterval && `every ${allocationInterval}`,
  ];
  const problem = firstOf(
    listProblem('Price', prices, priceProblem),
    listProblem('Currency', currencies, currencyProblem),
    durationError(allocationInterval ?? '')
  );
  return (
    <Fold
      title="Prices and cost"
      summary={wordsOr(summary, 'from price series in the store')}
      problem={problem}
      testId={testIds.config.fold('cost')}
    >
      <Prices
        prices={prices}
        currency={currencies[0]?.currency ?? 'USD'}
        onChange={(next) => onOptionsChange(withSettings(options, { prices: listed(next) }))}
      />
      <Currencies
        currencies={currencies}
        onChange={(next) => onOptionsChange(withSettings(options, { currencies: listed(next) }))}
      />
      <Allocation options={options} onOptionsChange={onOptionsChange} />
    </Fold>
  );
}
