import {
  type DataFrame,
  type Field,
  LoadingState,
  type PanelProps,
  ThresholdsMode,
  type TypedVariableModel,
} from '@grafana/data';
import { locationService, setTemplateSrv, type TemplateSrv } from '@grafana/runtime';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';

import { panelProps, START, timeRange } from '../../../shared/panel/testing/panelProps';
import { testIds } from '../../../shared/testIds';
import { defaultOptions, type LatencyOptions } from '../options/options';
import { constant, fullCoverage, slow, tableFrame, timeFrame } from '../testing/frames';

import { LatencyPanel } from './LatencyPanel';

// jsdom has no canvas; what the chart gets is what matters here.
jest.mock('@grafana/ui', () => ({
  ...jest.requireActual('@grafana/ui'),
  ...jest.requireActual('../../../shared/panel/testing/fakePlot'),
}));

const propsFor = (series: DataFrame[], options: Partial<LatencyOptions> = {}): PanelProps<LatencyOptions> =>
  panelProps(series, { ...defaultOptions, ...options });

function show(series: DataFrame[], options: Partial<LatencyOptions> = {}, more: Partial<PanelProps> = {}) {
  const props = { ...propsFor(series, options), ...more };
  const view = render(<LatencyPanel {...props} />);
  const again = (next: Partial<PanelProps<LatencyOptions>>) => view.rerender(<LatencyPanel {...props} {...next} />);
  return { props, again, user: userEvent.setup() };
}

const models = timeFrame([
  { labels: { llm_model: 'small' }, values: { ...constant({ ...slow, queue: 0, e2e: 1.6 }, 2), requests: [1, 1] } },
  { labels: { llm_model: 'large' }, values: { ...constant(slow, 2), ttft_p95: [0.285, 0.285], requests: [1, 1] } },
]);
const table = tableFrame([
  { labels: { llm_model: 'small' }, values: { ...slow, e2e: 1.2, requests: 5 } },
  { labels: { llm_model: 'large' }, values: { ...slow, requests: 1234 } },
]);

function withVariables(...names: string[]) {
  const variables = names.map((name) => ({ name })) as TypedVariableModel[];
  setTemplateSrv({ getVariables: () => variables } as TemplateSrv);
}

beforeEach(() => withVariables());

describe('the time view', () => {
  const drawn = () => screen.getByTestId('plot').getAttribute('data-series');

  it('draws the phases of all rows together, and says so to those who do not see it', () => {
    show([models]);
    expect(drawn()).toBe('5');
    expect(screen.getByTestId(testIds.latency.summary)).toHaveTextContent(
      'All rows: mean end to end 1.80 s. Queue 200 ms, 11.1%'
    );
  });

  it('shows one row by its name, with its quantiles', async () => {
    const { user } = show([models]);
    await user.click(within(screen.getByRole('list', { name: 'Rows' })).getByRole('button', { name: /large/ }));
    expect(screen.getByTestId(testIds.latency.summary)).toHaveTextContent('large: mean end to end 2.00 s');
    expect(drawn()).toBe('6');
  });

  it('takes series out of the picture and puts them back', async () => {
    const { user } = show([models]);
    const queue = screen.getByRole('button', { name: /Queue/ });
    expect(queue).toHaveAttribute('aria-pressed', 'true');
    await user.click(queue);
    expect(queue).toHaveAttribute('aria-pressed', 'false');
    expect(drawn()).toBe('4');
    await user.click(queue);
    expect(drawn()).toBe('5');
  });

  it('gives the reason of a phase that nothing reports', () => {
    const empty = [{ operand: 'transfer', reason: 'not-reported' as const, systems: ['vllm'] }];
    show([timeFrame([{ values: constant(slow, 2) }], { coverage: { ...fullCoverage, empty } })]);
    const transfer = screen.getByRole('button', { name: /KV transfer n\/a/ });
    expect(transfer).toBeDisabled();
    expect(transfer).toHaveAttribute('title', 'vllm does not report it.');
  });

  it('shows what is under the pointer, with the bucket of a quantile', () => {
    const values = { ...constant(slow, 2), ttft_p95: [0.285, 0.2], requests: [1, 1] };
    show([timeFrame([{ values }], { buckets: [{ field: 'ttft_p95', le: [0.1, 0.3] }] })]);
    const tooltip = screen.getByTestId(testIds.panel.tooltip);
    expect(tooltip).toHaveTextContent('2026-01-01 00:00:00');
    expect(within(tooltip).getByRole('row', { name: /Queue 400 ms 20.0%/ })).toBeInTheDocument();
    expect(tooltip).toHaveTextContent('TTFT p95in the bucket 100 ms – 300 ms285 ms');
    expect(tooltip).toHaveTextContent('Requests1.00 req/s');
  });

  it('keeps chart and choice, and drops the legend, where there is little room', () => {
    show([models], {}, { width: 300, height: 150 });
    expect(screen.queryByRole('list', { name: 'Legend' })).not.toBeInTheDocument();
    expect(screen.queryByRole('list', { name: 'Rows' })).not.toBeInTheDocument();
  });

  it('offers the choice of a row as a list that opens, where there is no room for one beside the chart', async () => {
    const { user } = show([models], {}, { width: 400 });
    await user.selectOptions(screen.getByRole('combobox', { name: 'Row' }), 'large');
    expect(screen.getByTestId(testIds.latency.summary)).toHaveTextContent('large: mean end to end 2.00 s');
  });

  it('keeps the old picture until the new one is there', () => {
    const { again } = show([models]);
    again({ data: { state: LoadingState.Loading, series: [], timeRange } });
    expect(screen.getByTestId(testIds.latency.summary)).toHaveTextContent('1.80 s');
    again({ data: { state: LoadingState.Done, series: [timeFrame([{ values: constant(slow, 1) }])], timeRange } });
    expect(screen.getByTestId(testIds.latency.summary)).toHaveTextContent('2.00 s');
  });
});

describe('the view by label', () => {
  const rows = () =>
    within(screen.getByRole('table'))
      .getAllByRole('row')
      .slice(1)
      .map((row) => row.textContent);

  it('has a bar per row, the slowest first, with mean and requests', () => {
    show([table], { view: 'by' });
    expect(rows()).toEqual([expect.stringContaining('large'), expect.stringContaining('small')]);
    const large = screen.getByRole('row', { name: /large/ });
    expect(large).toHaveTextContent('2.00 s');
    expect(large).toHaveTextContent('1.23 K');
    const bar = within(large).getByRole('img');
    expect(bar).toHaveAccessibleName(/Queue 400 ms, 20.0%; Prefill 100 ms, 5.00%; Decode 1.40 s, 70.0%/);
    expect(bar).toHaveTextContent('70.0%');
  });

  it('makes rows of a time series answer', () => {
    show([models], { view: 'by' });
    expect(screen.getByRole('row', { name: /large/ })).toHaveTextContent('120');
  });

  it('drops columns where there is little room', () => {
    show([table], { view: 'by' }, { width: 300 });
    expect(screen.getAllByRole('columnheader').map((header) => header.textContent)).toEqual([
      'Model',
      'Phases',
      'Mean',
    ]);
  });

  it('sets the variable of a label, where the dashboard has one', async () => {
    withVariables('model');
    const partial = jest.spyOn(locationService, 'partial').mockImplementation(() => undefined);
    const { user } = show([table], { view: 'by' });
    await user.click(screen.getByRole('button', { name: 'large: show only model large' }));
    expect(partial).toHaveBeenCalledWith({ 'var-model': 'large' });
  });

  it('has plain labels where there is no variable', () => {
    show([table], { view: 'by' });
    expect(screen.queryByRole('button', { name: /large/ })).not.toBeInTheDocument();
  });
});

describe('the view of the first token', () => {
  const inside = { queue: 0.2, prefill: 0.1, ttft_mean: 0.35, requests: 2 };
  const gap = [0.1, 0.1, 0.1, 0.1, 0.1, 0.8, 0.8, 0.8];
  const trend = timeFrame([
    { labels: { llm_model: 'calm' }, values: constant({ ...inside, gateway_gap: 0.1 }, 8) },
    { labels: { llm_model: 'buffered' }, values: { ...constant(inside, 8), gateway_gap: gap } },
  ]);
  const bars = tableFrame([
    { labels: { llm_model: 'calm' }, values: { ...inside, gateway_gap: 0.1, gateway_ttft_mean: 0.45 } },
    { labels: { llm_model: 'buffered' }, values: { ...inside, gateway_gap: 0.3, gateway_ttft_mean: 0.65 } },
  ]);
  const chart = () => screen.getByTestId(testIds.latency.trend);

  it('has a bar per row, the slowest first, and marks the gateway gap that grew', () => {
    show([bars, trend], { view: 'first' });
    const [first, second] = screen.getAllByRole('row').slice(1);
    expect(within(first).getByRole('button')).toHaveAccessibleName(
      /buffered: first token after 650 ms, as the gateway saw it. Gateway gap 300 ms/
    );
    expect(
      within(first).getByTitle(/Gateway gap of buffered grows · 100 ms → 800 ms · since 00:05/)
    ).toBeInTheDocument();
    expect(second).toHaveTextContent('calm');
    expect(within(second).queryByTitle(/grows/)).not.toBeInTheDocument();
    expect(screen.getByTestId(testIds.latency.finding)).toHaveTextContent('Gateway gap of buffered grows');
  });

  it('shows the trend of the row whose gap grew, until another one is chosen', async () => {
    const { user } = show([bars, trend], { view: 'first' });
    expect(chart()).toHaveTextContent('Gateway gap of buffered grows');
    await user.click(screen.getByRole('button', { name: /^calm: first token/ }));
    expect(chart()).toHaveTextContent('calm: first token after 450 ms');
    expect(screen.getByRole('button', { name: /^calm: first token/ })).toHaveAttribute('aria-pressed', 'true');
  });

  it('shows the parts of a step under the pointer', () => {
    show([bars, trend], { view: 'first' });
    const tooltip = within(chart()).getByTestId(testIds.panel.tooltip);
    expect(within(tooltip).getByRole('row', { name: /Gateway gap 100 ms 22.2%/ })).toBeInTheDocument();
    expect(within(tooltip).getByRole('row', { name: /Engine rest 50.0 ms/ })).toBeInTheDocument();
  });

  it('has bars alone where there is no room for a trend, or none came', () => {
    const { again, props } = show([bars, trend], { view: 'first' }, { width: 300, height: 200 });
    expect(screen.queryByTestId(testIds.latency.trend)).not.toBeInTheDocument();
    expect(screen.getAllByRole('img', { name: /first token after/ })).toHaveLength(2);
    again({ ...props, height: 400, data: { ...props.data, series: [bars] } });
    expect(screen.queryByTestId(testIds.latency.trend)).not.toBeInTheDocument();
  });

  it('explains its own terms', async () => {
    const { user } = show([bars, trend], { view: 'first' });
    await user.click(screen.getByRole('button', { name: 'What the figures mean' }));
    expect(screen.getByTestId(testIds.panel.help)).toHaveTextContent('client TTFT mean − gateway TTFT mean');
    expect(screen.getByTestId(testIds.panel.help)).toHaveTextContent('3 steps in a row');
  });
});

describe('field config', () => {
  const withConfig = (frame: DataFrame, config: Field['config']): DataFrame => ({
    ...frame,
    fields: frame.fields.map((field) =>
      field.name === 'e2e' ? { ...field, config: { unit: 's', ...config } } : field
    ),
  });
  const thresholds = {
    mode: ThresholdsMode.Absolute,
    steps: [
      { value: -Infinity, color: 'green' },
      { value: 1.5, color: 'red' },
    ],
  };

  it('colours a mean that has reached a threshold, and names the threshold', () => {
    show([withConfig(table, { thresholds })], { view: 'by' });
    const figure = (name: RegExp) => within(screen.getByRole('row', { name })).getAllByRole('cell')[1];
    expect(figure(/large/).style.color).not.toBe('');
    expect(figure(/small/).style.color).toBe('');
    expect(screen.getByRole('list', { name: 'Legend' })).toHaveTextContent('1.50 s');
  });

  it('gives names', () => {
    show([withConfig(table, { displayName: 'Whole' })], { view: 'by' });
    expect(screen.getByRole('list', { name: 'Legend' })).toHaveTextContent('Whole');
  });
});

it('draws only the rows of a long answer that are seen', () => {
  const many = Array.from({ length: 1000 }, (_, at) => ({
    labels: { pod: `pod-${at}` },
    values: { ...slow, requests: 1 },
  }));
  show([tableFrame(many)], { view: 'by' });
  expect(screen.getByRole('table')).toHaveAttribute('aria-rowcount', '1001');
  expect(screen.getAllByRole('row').length).toBeLessThan(30);
});

describe('states', () => {
  const message = () => screen.getByTestId(testIds.panel.message);

  it('says what failed', () => {
    const data = { state: LoadingState.Error, series: [], timeRange, errors: [{ message: 'connection refused' }] };
    show([], {}, { data });
    expect(screen.getByRole('alert')).toHaveTextContent('The query failedconnection refused');
  });

  it('offers a wider time range where there is nothing, and doubles it', async () => {
    const { props, user } = show([timeFrame([])]);
    await user.click(screen.getByRole('button', { name: 'Twice the time range' }));
    expect(props.onChangeTimeRange).toHaveBeenCalledWith({ from: START - 120_000, to: START + 120_000 });
  });

  it('offers the view by label for a table', async () => {
    const { props, user } = show([table]);
    await user.click(screen.getByRole('button', { name: 'Show by label' }));
    expect(props.onOptionsChange).toHaveBeenCalledWith({ ...defaultOptions, view: 'by' });
  });

  it('names the query type to choose for frames of another one', () => {
    show([{ ...models, meta: { custom: { queryType: 'correlate' } } }]);
    expect(message()).toHaveTextContent('query type correlate');
    expect(screen.getByRole('button', { name: 'Copy the query' })).toBeInTheDocument();
  });

  it('says in one line that a part of the requests is not decomposed', () => {
    show([timeFrame([{ values: constant(slow, 2) }], { coverage: { ...fullCoverage, decomposed: 0.9 } })]);
    expect(screen.getByTestId(testIds.panel.note)).toHaveTextContent('The phases are those of 90.0% of the requests');
  });

  it('shows the coverage only where it is wanted, and what is missing always', () => {
    const { again, props } = show([models], { showCoverage: false });
    expect(screen.queryByTestId(testIds.coverage.badge)).not.toBeInTheDocument();
    again({ options: { ...props.options, showCoverage: true } });
    expect(screen.getByRole('button', { name: 'Coverage: 100% decomposed' })).toBeInTheDocument();
  });

  it('explains its figures', async () => {
    const { user } = show([models]);
    await user.click(screen.getByRole('button', { name: 'What the figures mean' }));
    expect(screen.getByTestId(testIds.panel.help)).toHaveTextContent('end to end − (queue + transfer');
  });
});

it('offers the links of a row', () => {
  const linked: Field[] = table.fields.map((field) => ({
    ...field,
    getLinks: () => [{ href: '/traces', title: 'Traces', target: '_self', origin: field }],
  }));
  show([{ ...table, fields: linked }], { view: 'by' });
  expect(screen.getAllByRole('row')).toHaveLength(3);
});
