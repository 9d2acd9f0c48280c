import { type DataFrame, LoadingState, type PanelProps, type TypedVariableModel } from '@grafana/data';
import { locationService, setTemplateSrv, type TemplateSrv } from '@grafana/runtime';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';

import { fullCoverage } from '../../../shared/panel/testing/answer';
import { panelProps, timeRange } from '../../../shared/panel/testing/panelProps';
import { testIds } from '../../../shared/testIds';
import { type CostOptions, defaultOptions } from '../options/options';
import { bill, dollar, euro, type FakeRow, tableFrame, timeFrame } from '../testing/frames';

import { CostPanel } from './CostPanel';

// jsdom has no canvas; what the chart gets is what matters here.
jest.mock('@grafana/ui', () => ({
  ...jest.requireActual('@grafana/ui'),
  ...jest.requireActual('../../../shared/panel/testing/fakePlot'),
}));

function show(series: DataFrame[], options: Partial<CostOptions> = {}, more: Partial<PanelProps<CostOptions>> = {}) {
  const props = { ...panelProps(series, { ...defaultOptions, ...options }), height: 500, ...more };
  const view = render(<CostPanel {...props} />);
  const again = (next: Partial<PanelProps<CostOptions>>) => view.rerender(<CostPanel {...props} {...next} />);
  return { props, again, user: userEvent.setup() };
}

function withVariables(...names: string[]) {
  const variables = names.map((name) => ({ name })) as TypedVariableModel[];
  setTemplateSrv({ getVariables: () => variables } as TemplateSrv);
}

const block = (currency: string) => within(screen.getByRole('region', { name: `Cost in ${currency}` }));
const sum = () => screen.getByTestId(testIds.tenantcost.sum);
const message = () => screen.getByTestId(testIds.panel.message);

beforeEach(() => withVariables());

describe('the bill', () => {
  it('has a row per tenant, what is nobody’s below, and the sum', () => {
    show([tableFrame(euro)]);
    expect(screen.getByTestId(testIds.tenantcost.answer)).toHaveTextContent(
      '€100in 2 minsunlabelled 6.00% · idle 4.00% · unattributed 20.0%'
    );
    const acme = screen.getByRole('row', { name: /^acme/ });
    expect(acme).toHaveTextContent('€60.060.0%€10.0€50.0€5.00');
    expect(within(acme).getByRole('img')).toHaveAccessibleName(
      'acme: €60.0, 60.0% of what is shown. saved by cache €5.00; prompt €10.0; generation €50.0.'
    );
    const pinned = within(screen.getByTestId(testIds.tenantcost.pinned));
    expect(pinned.getAllByRole('rowheader').map(({ textContent }) => textContent)).toEqual([
      'unlabelled',
      'idle',
      'unattributed',
      'All rows',
    ]);
    expect(sum()).toHaveTextContent('Σ = bill, difference €0.00');
  });

  it('opens a tenant to its models', async () => {
    const { user } = show([tableFrame(euro)]);
    await user.click(screen.getByRole('button', { name: 'Open acme' }));
    expect(screen.getByRole('row', { name: /^large/ })).toHaveTextContent('€40.0');
    await user.click(screen.getByRole('button', { name: 'Close acme' }));
    expect(screen.queryByRole('row', { name: /^large/ })).not.toBeInTheDocument();
  });

  it('is sorted by the column that is pressed', async () => {
    const { user } = show([tableFrame(euro)], { group: false });
    const first = () => within(screen.getAllByRole('table')[0]).getAllByRole('rowheader')[0].textContent;
    expect(first()).toContain('large');
    await user.click(screen.getByRole('button', { name: 'Generation' }));
    await user.click(screen.getByRole('button', { name: 'Generation' }));
    expect(screen.getByRole('columnheader', { name: 'Generation' })).toHaveAttribute('aria-sort', 'ascending');
    expect(first()).toContain('small');
  });

  it('says what a filter hides of the bill', () => {
    show([tableFrame(euro.slice(0, 1), { bill: [bill('EUR', 100)] })]);
    expect(sum()).toHaveTextContent('Σ €20.0 of the bill €100, difference -€80.00');
  });

  it('shows currencies side by side, each with its own sum', () => {
    show([tableFrame([...euro, ...dollar])]);
    expect(block('EUR').getByTestId(testIds.tenantcost.answer)).toHaveTextContent('€100');
    expect(block('USD').getByTestId(testIds.tenantcost.answer)).toHaveTextContent('$8.00');
    expect(screen.getAllByTestId(testIds.tenantcost.sum).map(({ textContent }) => textContent)).toEqual([
      'Σ = bill, difference €0.00',
      'Σ = bill, difference $0.00',
    ]);
  });

  it('lets one of them be chosen where there is no room for both', async () => {
    const { user } = show([tableFrame([...euro, ...dollar])], {}, { width: 500 });
    expect(screen.queryByRole('region', { name: 'Cost in USD' })).not.toBeInTheDocument();
    expect(block('EUR').getByTestId(testIds.tenantcost.answer)).toHaveTextContent('€100and $8.00in 2 mins');
    await user.click(screen.getByRole('radio', { name: 'USD' }));
    expect(block('USD').getByTestId(testIds.tenantcost.answer)).toHaveTextContent('$8.00');
  });

  it('marks a budget that is used up', () => {
    const budgets = [{ name: 'acme', amount: 1000 }];
    show([tableFrame(euro)], { budgets });
    expect(screen.getByTitle(/^Over budget: /)).toBeInTheDocument();
  });

  it('sets the variable of a label, where the dashboard has one', async () => {
    withVariables('tenant');
    const partial = jest.spyOn(locationService, 'partial').mockImplementation(() => undefined);
    const { user } = show([tableFrame(euro)]);
    await user.click(screen.getByRole('button', { name: 'acme: show only tenant acme' }));
    expect(partial).toHaveBeenCalledWith({ 'var-tenant': 'acme' });
  });

  it('draws of 1,000 rows those that are seen', () => {
    const many = Array.from({ length: 1000 }, (_, at): FakeRow => ({
      labels: { tenant: `t${at}` },
      values: { cost_total: 1 },
    }));
    show([tableFrame(many)]);
    const [table] = screen.getAllByRole('table');
    expect(within(table).getAllByRole('row').length).toBeLessThan(40);
    expect(Number(table.getAttribute('aria-rowcount'))).toBeGreaterThanOrEqual(1000);
  });

  it('leaves its lines out one by one where there is little room', () => {
    const { again, props } = show([tableFrame(euro)], {}, { width: 300, height: 200 });
    expect(sum()).toBeInTheDocument();
    expect(screen.queryByTestId(testIds.tenantcost.outlook)).not.toBeInTheDocument();
    again({ width: 300, height: 80, options: props.options });
    expect(screen.queryByTestId(testIds.tenantcost.sum)).not.toBeInTheDocument();
    expect(screen.getByRole('row', { name: /^acme/ })).toHaveTextContent('€60.0');
  });
});

describe('the basis', () => {
  const usage = tableFrame(
    euro.map((row) => (row.kind === 'idle' ? { ...row, values: { ...row.values, cost_total: 9 } } : row)),
    { basis: 'usage' }
  );

  it('is switched between two answers, with what changes', async () => {
    const { props, user } = show([tableFrame(euro), usage], {}, { width: 1200 });
    expect(screen.getByTestId(testIds.tenantcost.basisSentence)).toHaveTextContent(
      'Usage books €5.00 more as idle; the bill stays.'
    );
    await user.click(screen.getByRole('radio', { name: 'Usage' }));
    expect(props.onOptionsChange).toHaveBeenCalledWith({ ...defaultOptions, basis: 'usage' });
  });

  it('is the dashboard’s variable where there is one answer', async () => {
    withVariables('basis');
    const partial = jest.spyOn(locationService, 'partial').mockImplementation(() => undefined);
    const { user } = show([tableFrame(euro)]);
    await user.click(screen.getByRole('radio', { name: 'Usage' }));
    expect(partial).toHaveBeenCalledWith({ 'var-basis': 'usage' });
  });

  it('is only said where nothing can switch it', () => {
    show([usage]);
    expect(screen.getByTestId(testIds.tenantcost.basis)).toHaveTextContent('Usage basis');
    expect(screen.queryByRole('radio')).not.toBeInTheDocument();
  });
});

describe('the other views', () => {
  it('unit prices have a column for each, and n/a where one is not known', () => {
    show([tableFrame(euro)], { view: 'prices' });
    expect(screen.getByRole('row', { name: /^acme/ })).toHaveTextContent('€1.67€25.0€0.40075.0%');
    expect(screen.getByRole('row', { name: /^globex/ })).toHaveTextContent('n/an/a€1.00n/a');
  });

  it('the treemap has a tile for each model, by name and money', () => {
    show([tableFrame(euro)], { view: 'treemap' });
    const map = within(screen.getByRole('list', { name: 'Cost as areas by tenant, then by model' }));
    expect(map.getByRole('button', { name: /^acme · large: €40.0, 40.0%/ })).toBeInTheDocument();
    expect(map.getByRole('button', { name: /^idle: €4.00/ })).toBeInTheDocument();
  });

  it('the treemap tells all figures of the tile that is pointed at or has the focus', async () => {
    const { user } = show([tableFrame(euro)], { view: 'treemap' });
    const tile = screen.getByRole('button', { name: /^acme · large: €40.0/ });
    await user.hover(tile);
    expect(screen.getByRole('tooltip')).toHaveTextContent('GPU-hours20');
    expect(tile).toHaveAccessibleDescription(/GPU-hours/);
    // What is told stays while the pointer is on it.
    await user.hover(screen.getByRole('tooltip'));
    expect(screen.getByRole('tooltip')).toBeInTheDocument();
    await user.unhover(screen.getByRole('tooltip'));
    await waitFor(() => expect(screen.queryByRole('tooltip')).not.toBeInTheDocument());
    act(() => tile.focus());
    expect(screen.getByRole('tooltip')).toHaveTextContent('acme · large');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('tooltip')).not.toBeInTheDocument();
  });

  it('over time stacks money per hour and takes bands out', async () => {
    const { user } = show([timeFrame(euro)], { view: 'time' });
    expect(screen.getByTestId('plot')).toHaveAttribute('data-series', '6');
    expect(screen.getByTestId(testIds.panel.tooltip)).toHaveTextContent('All€3.00K/h');
    await user.click(screen.getByRole('button', { name: /acme · large €40.0/ }));
    expect(screen.getByTestId('plot')).toHaveAttribute('data-series', '5');
  });

  it('over time draws a price as a line per row that has one', () => {
    show([timeFrame(euro)], { view: 'time', series: 'cost_per_mtok_generation' });
    expect(screen.getByTestId('plot')).toHaveAttribute('data-series', '2');
  });

  it('makes the table of steps where there is no table', () => {
    show([timeFrame(euro)]);
    expect(screen.getByRole('row', { name: /^acme/ })).toHaveTextContent('€60.0');
    expect(screen.getByTestId(testIds.tenantcost.outlook)).toHaveTextContent('January to date €100');
  });
});

describe('states', () => {
  it('says what failed', () => {
    const data = { state: LoadingState.Error, series: [], timeRange, errors: [{ message: 'connection refused' }] };
    show([], {}, { data });
    expect(screen.getByRole('alert')).toHaveTextContent('The query failedconnection refused');
  });

  it('offers a wider time range where there is nothing', async () => {
    const { props, user } = show([tableFrame([])]);
    expect(message()).toHaveTextContent('No cost in this time range');
    await user.click(screen.getByRole('button', { name: 'Twice the time range' }));
    expect(props.onChangeTimeRange).toHaveBeenCalled();
  });

  it.each([
    ['another query', [{ ...tableFrame(euro), meta: { custom: { queryType: 'latency' } } }], {}, 'query type “Cost”'],
    ['a table in the view over time', [tableFrame(euro)], { view: 'time' as const }, 'This answer has no time'],
    [
      'no price',
      [
        tableFrame([], {
          coverage: {
            ...fullCoverage,
            empty: [{ operand: 'cost_total', reason: 'no-series' as const, looked_for: ['a_price'] }],
          },
        }),
      ],
      {},
      'Cost: No such series. Names looked for: a_price.',
    ],
  ])('of %s', (_, frames, options, words) => {
    show(frames, options);
    expect(message()).toHaveTextContent(words);
  });

  it('keeps the old picture until the new one is there', () => {
    const { again } = show([tableFrame(euro)]);
    again({ data: { state: LoadingState.Loading, series: [], timeRange } });
    expect(screen.getByTestId(testIds.tenantcost.answer)).toHaveTextContent('€100');
  });

  it('says in one line what is missing and what is old', () => {
    const sources = [{ family: 'gpu', native_step_s: 30, last_sample_age_s: 3600, series: 1 }];
    const missing = [{ family: 'gateway', why: 'refused' }];
    show([tableFrame(euro, { coverage: { ...fullCoverage, step_s: 0, sources, missing } })]);
    expect(screen.getByTestId(testIds.panel.note)).toHaveTextContent(
      'The gateway store did not answer: refused. Stale: no gpu samples for the last 1 hour.'
    );
  });

  it('explains its figures', async () => {
    const { user } = show([tableFrame(euro)]);
    await user.click(screen.getByRole('button', { name: 'What the figures mean' }));
    expect(screen.getByTestId(testIds.panel.help)).toHaveTextContent('Σ GPUs ∫ price dt');
  });
});
