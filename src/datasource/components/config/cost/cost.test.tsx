import { configure, screen, within } from '@testing-library/react';

import { fill, show } from '../testing';

import { CostSection } from './CostSection';

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getAppEvents: () => ({ subscribe: () => ({ unsubscribe: () => undefined }) }),
  getDataSourceSrv: () => ({ getList: () => [] }),
}));
jest.mock('@grafana/ui', () => ({
  ...jest.requireActual('@grafana/ui'),
  ...jest.requireActual('../../../testing/fakeUi'),
}));

configure({ defaultHidden: true });
// Drawing dozens of fields takes jsdom its time on a busy machine.
jest.setTimeout(120_000);

describe('Prices', () => {
  it('declares a price with all its fields', async () => {
    const { user, last, open } = show({}, CostSection);
    const cost = await open(/^Prices/);
    await user.click(cost.getByRole('button', { name: 'Add price' }));
    const row = within(cost.getByRole('group', { name: 'Price 1' }));
    expect(row.getByRole('textbox', { name: 'GPU model' })).toHaveFocus();
    fill(row.getByRole('textbox', { name: 'GPU model' }), 'NVIDIA H100 80GB');
    fill(row.getByRole('textbox', { name: 'Labels' }), 'cluster=lab, node="n 1"');
    fill(row.getByRole('textbox', { name: 'Per hour' }), '2.95');
    fill(row.getByRole('textbox', { name: 'Currency' }), 'eur');
    fill(row.getByRole('textbox', { name: 'From' }), '2026-07-01');
    await user.tab();
    expect(last().jsonData.prices).toEqual([
      {
        gpu_model: 'NVIDIA H100 80GB',
        labels: { cluster: 'lab', node: 'n 1' },
        per_hour: 2.95,
        currency: 'EUR',
        from: '2026-07-01T00:00:00Z',
      },
    ]);
    expect(cost.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('complains about a new row when it is left, not before', async () => {
    const { user, open } = show({}, CostSection);
    const cost = await open(/^Prices/);
    await user.click(cost.getByRole('button', { name: 'Add price' }));
    expect(cost.queryByRole('alert')).not.toBeInTheDocument();
    await user.click(cost.getByRole('button', { name: 'Add price' }));
    expect(await cost.findByRole('alert')).toHaveTextContent('more than 0');
    expect(cost.getAllByRole('group', { name: /^Price \d/ })).toHaveLength(2);
  });

  it('keeps what was typed in a row when one above it is removed', async () => {
    const { user, last, open } = show(
      {
        jsonData: {
          prices: [
            { per_hour: 1, currency: 'EUR' },
            { per_hour: 1, currency: 'EUR' },
          ],
        },
      },
      CostSection
    );
    const cost = await open(/^Prices and cost 2 prices/);
    const second = within(cost.getByRole('group', { name: 'Price 2' })).getByRole('textbox', { name: 'Per hour' });
    fill(second, 'much');
    await user.click(cost.getByRole('button', { name: 'Remove price 1' }));
    expect(cost.getByRole('textbox', { name: 'Per hour' })).toHaveValue('much');
    expect(last().jsonData.prices).toEqual([{ per_hour: 1, currency: 'EUR' }]);
  });

  it('says that an end is before its beginning', async () => {
    const price = { per_hour: 1, currency: 'EUR', from: '2026-07-01T00:00:00Z', to: '2026-06-01T00:00:00Z' };
    const { open } = show({ jsonData: { prices: [price] } }, CostSection);
    const button = screen.getByRole('button', { name: /^Prices/ });
    expect(button).toHaveTextContent('Price 1: “To” has to be after “from”.');
    expect((await open(/^Prices/)).getByRole('alert')).toHaveTextContent('after “from”');
  });
});

describe('Currencies and allocation', () => {
  it('names the currency of a cluster', async () => {
    const { user, last, open } = show({}, CostSection);
    const cost = await open(/^Prices/);
    await user.click(cost.getByRole('button', { name: 'Add currency' }));
    const row = within(cost.getByRole('group', { name: 'Currency 1' }));
    fill(row.getByRole('textbox', { name: 'Cluster' }), 'prod-us');
    fill(row.getByRole('textbox', { name: 'Currency' }), 'usd');
    await user.tab();
    expect(last().jsonData.currencies).toEqual([{ cluster: 'prod-us', currency: 'USD' }]);
  });

  it('divides by a share that is known, and over other intervals', async () => {
    const { user, last, open } = show({}, CostSection);
    const cost = await open(/^Prices/);
    await user.click(cost.getByRole('radio', { name: 'Fixed share' }));
    const share = cost.getByRole('textbox', { name: /^Share of the prompt/ });
    fill(share, '0.3');
    fill(cost.getByRole('textbox', { name: /^Allocation interval/ }), '10m');
    await user.tab();
    expect(last().jsonData).toEqual({ phaseWeight: '0.3', allocationInterval: '10m' });
    await user.click(cost.getByRole('radio', { name: 'By request time' }));
    expect(last().jsonData).toEqual({ allocationInterval: '10m' });
  });
});
