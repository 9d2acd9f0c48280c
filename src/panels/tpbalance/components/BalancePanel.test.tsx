import { type DataFrame, type Field, LoadingState, type PanelProps, type TypedVariableModel } from '@grafana/data';
import { locationService, setTemplateSrv, type TemplateSrv } from '@grafana/runtime';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';

import { panelProps, timeRange } from '../../../shared/panel/testing/panelProps';
import { testIds } from '../../../shared/testIds';
import { type BalanceOptions, defaultOptions } from '../options/options';
import {
  fullCoverage,
  groupFacts,
  groupFrame,
  groupLabels,
  hotOverTime,
  timeFrame,
  twoGroups,
} from '../testing/frames';

import { BalancePanel } from './BalancePanel';

// jsdom has no canvas; what the chart gets is what matters here.
jest.mock('@grafana/ui', () => ({
  ...jest.requireActual('@grafana/ui'),
  ...jest.requireActual('../../../shared/panel/testing/fakePlot'),
}));

function show(series: DataFrame[], options: Partial<BalanceOptions> = {}, more: Partial<PanelProps> = {}) {
  const props = { ...panelProps(series, { ...defaultOptions, ...options }), ...more };
  const view = render(<BalancePanel {...props} />);
  const again = (next: Partial<PanelProps<BalanceOptions>>) => view.rerender(<BalancePanel {...props} {...next} />);
  return { props, again, user: userEvent.setup() };
}

function withVariables(...names: string[]) {
  const variables = names.map((name) => ({ name })) as TypedVariableModel[];
  setTemplateSrv({ getVariables: () => variables } as TemplateSrv);
}

beforeEach(() => withVariables());

const row = (name: RegExp) => screen.getByRole('row', { name });
const names = () => screen.getAllByRole('rowheader').map(({ textContent }) => textContent);
const finding = () => screen.getByTestId(testIds.balance.finding);

describe('rows', () => {
  it('are sorted by loss, with spread, loss and money', () => {
    show(twoGroups);
    expect(names()).toEqual(['hoteu · chat', 'calmeu · chat']);
    const cells = within(row(/hot/))
      .getAllByRole('cell')
      .map(({ textContent }) => textContent);
    expect(cells.slice(-3)).toEqual(['38.0%', '≤ 1.50 hours', '≤ €4.20']);
    const quiet = within(row(/calm/))
      .getAllByRole('cell')
      .map(({ textContent }) => textContent);
    expect(quiet.slice(-3)).toEqual(['3.00%', '0 s', '€0']);
  });

  it('have a cell for each GPU, and name the straggler with its reason', () => {
    show(twoGroups);
    const cells = within(row(/hot/)).getByRole('group', { name: '3 GPUs, tensor activity 37.0% to 60.0%' });
    expect(within(cells).getAllByRole('img')).toHaveLength(3);
    const straggler = within(cells).getByRole('img', { name: /straggler/ });
    expect(straggler).toHaveAccessibleName(/^GPU 1: Tensor activity 60.0%; straggler; clock 1,230 MHz, median/);
    expect(straggler.querySelectorAll('[data-mark]')).toHaveLength(3);
    expect(row(/hot/)).toHaveTextContent('GPU 1: 1,230 MHz against 1,755, thermal throttle 41.0% of the window');
  });

  it('tell a GPU’s figures beside the medians, by keyboard too', async () => {
    const { user } = show(twoGroups);
    const [first, second] = within(row(/hot/)).getAllByRole('img');
    first.focus();
    await user.keyboard('{ArrowRight}');
    expect(second).toHaveFocus();
    const tooltip = screen.getByTestId(testIds.panel.tooltip);
    expect(tooltip).toHaveTextContent('GPU 1');
    expect(within(tooltip).getByRole('row', { name: 'SM clock 1,230 MHz 1,755 MHz' })).toBeInTheDocument();
  });

  it('are sorted by the column that is pressed', async () => {
    const { user } = show(twoGroups);
    await user.click(screen.getByRole('button', { name: /^Group/ }));
    expect(names()).toEqual(['calmeu · chat', 'hoteu · chat']);
    expect(screen.getByRole('columnheader', { name: /Group/ })).toHaveAttribute('aria-sort', 'ascending');
  });

  it('are those with a finding, where only these are wanted', () => {
    show(twoGroups, { onlyFindings: true });
    expect(names()).toEqual(['hoteu · chat']);
  });

  it('give way column by column where there is little room', () => {
    show(twoGroups, {}, { width: 300, height: 200 });
    expect(screen.getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual([
      'Group',
      'GPUs by tensor activity',
    ]);
    expect(screen.queryByRole('list', { name: 'Legend' })).not.toBeInTheDocument();
    expect(finding()).toHaveTextContent('GPU 1 slows hot');
  });

  it('set the variables of a group, its pod among them', async () => {
    withVariables('pod', 'cluster');
    const partial = jest.spyOn(locationService, 'partial').mockImplementation(() => undefined);
    const { user } = show(twoGroups);
    await user.click(screen.getByRole('button', { name: 'hot: show only cluster eu, pod hot' }));
    expect(partial).toHaveBeenCalledWith({ 'var-cluster': 'eu', 'var-pod': 'hot' });
  });

  it('have the name, unit, decimals and links that the field config gives', () => {
    const [table, ranks] = twoGroups;
    const fields: Field[] = table.fields.map((field) =>
      field.name === 'spread'
        ? {
            ...field,
            config: { ...field.config, displayName: 'Apart', decimals: 0 },
            display: (value) => ({ text: String(Math.round(Number(value) * 100)), suffix: ' pct', numeric: 0 }),
            getLinks: () => [{ href: '/x', title: 'Runbook', target: '_self', origin: field }],
          }
        : field
    );
    show([{ ...table, fields }, ranks]);
    expect(screen.getByRole('columnheader', { name: 'Apart' })).toBeInTheDocument();
    expect(row(/hot/)).toHaveTextContent('38 pct');
    expect(within(row(/hot/)).getByRole('link', { name: /38 pct/ })).toHaveAttribute('href', '/x');
  });

  it('are drawn as far as they are seen: a thousand of them', () => {
    const lines = Array.from({ length: 1000 }, (_, at) => ({
      labels: groupLabels(`g${at}`),
      figures: { spread: 0.01, lost_gpu_seconds: at },
    }));
    show([groupFrame(lines)]);
    expect(screen.getByRole('table', { name: 'Balance by group' })).toHaveAttribute('aria-rowcount', '1001');
    expect(screen.getAllByRole('row').length).toBeLessThan(30);
    expect(names()[0]).toContain('g999');
  });
});

describe('an opened row', () => {
  const open = async (series: DataFrame[], more: Partial<PanelProps> = {}) => {
    const { user } = show(series, {}, { height: 900, ...more });
    await user.click(screen.getByRole('button', { name: 'Open hot' }));
    return { user, detail: screen.getByRole('group', { name: 'GPUs of hot' }) };
  };

  it('has a chart for each GPU, its line against the median, and other figures by choice', async () => {
    const { user, detail } = await open([...twoGroups, hotOverTime]);
    const charts = within(detail).getAllByTestId(testIds.balance.chart);
    expect(charts).toHaveLength(3);
    expect(within(charts[1]).getByTestId('plot')).toHaveAttribute('data-series', '2');
    expect(charts[1]).toHaveTextContent('GPU 1, straggler: Tensor activity from 40.0% to 60.0%, last 60.0%.');
    await user.click(within(detail).getByRole('radio', { name: 'SM clock' }));
    expect(within(detail).getAllByTestId(testIds.balance.chart)[1]).toHaveTextContent('from 1,200 MHz to 1,755 MHz');
  });

  it('has one chart for all where there is no room for one each', async () => {
    const { detail } = await open([...twoGroups, hotOverTime], { width: 400 });
    expect(within(detail).getByTestId('plot')).toHaveAttribute('data-series', '4');
  });

  it('says which query charts need, where there is none', async () => {
    const { detail } = await open(twoGroups);
    expect(detail).toHaveTextContent('add a second query with format time series, by gpu_uuid');
    expect(within(detail).getByRole('button', { name: 'Copy the query' })).toBeInTheDocument();
  });

  it('has all figures of its GPUs as a table', async () => {
    const { detail } = await open(twoGroups);
    const table = within(detail).getByRole('table', { name: 'GPUs in this window' });
    expect(within(table).getByRole('row', { name: /GPU 1/ })).toHaveTextContent('1,230 MHz');
  });

  it('has stages with their bubbles, collectives, changes of ownership and the note', async () => {
    const [table, ranks] = twoGroups;
    const facts = groupFacts('hot', {
      lost_gpu_seconds: 5400,
      note: 'The loss is an upper bound.',
      stages: [
        { stage: '0', devices: 2, tensor: 0.4, bubble: 0 },
        { stage: '1', devices: 1, tensor: 0.3, bubble: 0.25 },
      ],
      nccl: [{ collective: 'AllReduce', samples: 240, busbw_p50: 3e11, time_p95: 0.0012 }],
      changes: [
        { at: timeRange.from.valueOf() + 60_000, device: { gpu_uuid: 'GPU-hot-2', gpu_index: '2' }, joined: true },
      ],
    });
    const custom = { ...table.meta?.custom, balance: { groups: [facts] } };
    const { detail } = await open([{ ...table, meta: { custom } }, ranks]);
    expect(detail).toHaveTextContent('The loss is an upper bound.');
    expect(
      within(detail).getByRole('img', { name: 'Stage 1, 1 GPU: tensor activity 30.0%, bubble 25.0%' })
    ).toBeInTheDocument();
    expect(within(detail).getByRole('row', { name: 'AllReduce 300 GB/s n/a n/a 1.20 ms 240' })).toBeInTheDocument();
    expect(within(detail).getByRole('region', { name: 'Ownership changes' })).toHaveTextContent('00:01 · GPU 2 joined');
  });

  it('closes again', async () => {
    const { user } = await open(twoGroups);
    await user.click(screen.getByRole('button', { name: 'Close hot' }));
    expect(screen.queryByTestId(testIds.balance.detail)).not.toBeInTheDocument();
  });
});

describe('states', () => {
  const message = () => screen.getByTestId(testIds.panel.message);

  it('says what failed', () => {
    show([], {}, { data: { state: LoadingState.Error, series: [], timeRange, errors: [{ message: 'refused' }] } });
    expect(screen.getByRole('alert')).toHaveTextContent('The query failedrefused');
  });

  it('says that it loads, and keeps the old picture until the new one is there', () => {
    const loading = { state: LoadingState.Loading, series: [], timeRange };
    const { again } = show(twoGroups);
    again({ data: loading });
    expect(names()).toHaveLength(2);
  });

  it('says why there is nothing', () => {
    const empty = [{ operand: 'tensor', reason: 'no-series' as const, looked_for: ['SOME_METRIC'] }];
    show([groupFrame([], [], { coverage: { ...fullCoverage, empty } })]);
    expect(message()).toHaveTextContent('No parallel group in this time range');
    expect(message()).toHaveTextContent('Tensor activity: No such series. Names looked for: SOME_METRIC.');
    expect(screen.getByRole('button', { name: 'Twice the time range' })).toBeInTheDocument();
  });

  it('names the query type to choose for frames of another one', () => {
    show([{ ...twoGroups[0], meta: { custom: { queryType: 'latency' } } }]);
    expect(message()).toHaveTextContent('This is no balance answer');
    expect(message()).toHaveTextContent('query type latency');
  });

  it('asks for a table where groups come over time only', () => {
    show([timeFrame([{ labels: groupLabels('x'), columns: { spread: [0.1] } }], ['cluster', 'namespace', 'group'])]);
    expect(message()).toHaveTextContent('This answer has no table');
  });

  it('says in one line that a source is silent or a store did not answer', () => {
    const coverage = {
      ...fullCoverage,
      missing: [{ family: 'engine' as const, why: 'connection refused' }],
      sources: [{ family: 'gpu' as const, native_step_s: 15, last_sample_age_s: 900, series: 8 }],
    };
    show([groupFrame([{ labels: groupLabels('x'), figures: { spread: 0.1 } }], [], { coverage })]);
    expect(screen.getByTestId(testIds.panel.note)).toHaveTextContent(
      'The engine store did not answer: connection refused. Stale: no gpu samples for the last 15 mins.'
    );
  });

  it('shows the coverage only where it is wanted', () => {
    const { again, props } = show(twoGroups, { showCoverage: false });
    expect(screen.queryByTestId(testIds.coverage.badge)).not.toBeInTheDocument();
    again({ options: { ...props.options, showCoverage: true } });
    expect(screen.getByRole('button', { name: 'Coverage: 8 of 8 GPUs' })).toBeInTheDocument();
  });

  it('explains its figures', async () => {
    const { user } = show(twoGroups);
    await user.click(screen.getByRole('button', { name: 'What the figures mean' }));
    expect(screen.getByTestId(testIds.panel.help)).toHaveTextContent('(busiest − least busy) ÷ busiest');
  });
});

it('tells what all groups lost, and what marks mean', () => {
  show(twoGroups);
  expect(screen.getByTestId(testIds.balance.totals)).toHaveTextContent('Σ ≤ 1.50 hours of GPU time, €4.20');
  expect(screen.getByRole('list', { name: 'Legend' })).toHaveTextContent('Low clockThrottledHotNVLink differs');
});
