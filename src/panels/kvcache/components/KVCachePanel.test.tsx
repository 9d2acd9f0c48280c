import {
  type DataFrame,
  dateTime,
  type Field,
  LoadingState,
  type PanelProps,
  type TypedVariableModel,
} from '@grafana/data';
import { locationService, setTemplateSrv, type TemplateSrv } from '@grafana/runtime';
import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';

import { fullCoverage, MINUTE } from '../../../shared/panel/testing/answer';
import { panelProps } from '../../../shared/panel/testing/panelProps';
import { testIds } from '../../../shared/testIds';
import { defaultOptions, type KVCacheOptions } from '../options/options';
import { facts, healthy, series, START, table, tableFrame, thrash, timeFrame } from '../testing/frames';

import { KVCachePanel } from './KVCachePanel';

// jsdom has no canvas; what the charts get is what matters here.
jest.mock('@grafana/ui', () => ({
  ...jest.requireActual('@grafana/ui'),
  ...jest.requireActual('../../../shared/panel/testing/fakePlot'),
}));

const timeRange = { from: dateTime(START), to: dateTime(START + 4 * MINUTE), raw: { from: '', to: '' } };

function show(frames: DataFrame[], options: Partial<KVCacheOptions> = {}, more: Partial<PanelProps> = {}) {
  const base = panelProps(frames, { ...defaultOptions, ...options });
  const props = { ...base, timeRange, data: { ...base.data, timeRange }, ...more };
  const view = render(<KVCachePanel {...props} />);
  const again = (next: Partial<PanelProps<KVCacheOptions>>) => view.rerender(<KVCachePanel {...props} {...next} />);
  return { props, again, user: userEvent.setup() };
}

const bodyRows = () => screen.getAllByRole('row').filter((row) => within(row).queryByRole('rowheader'));
const answer = () => screen.getByTestId(testIds.kvcache.answer);
const message = () => screen.getByTestId(testIds.panel.message);

function withVariables(...names: string[]) {
  const variables = names.map((name) => ({ name })) as TypedVariableModel[];
  setTemplateSrv({ getVariables: () => variables } as TemplateSrv);
}

/** jsdom has no pointer events; those of a mouse have what the panel reads. */
const pointer = (element: Element, type: string, init: MouseEventInit) =>
  fireEvent(element, new MouseEvent(type, { bubbles: true, ...init }));

beforeEach(() => {
  withVariables();
  HTMLCanvasElement.prototype.getContext = () => null;
});

describe('health', () => {
  it('says the worst replica first, with since when, evidence and what to do', () => {
    show([table, series]);
    expect(answer()).toHaveTextContent(
      'full thrashes · since 12:01 · usage, fullest rank 99.8%, preemptions 3.20 ops/s, waiting 12.0 against 4.10 · allow fewer sequences'
    );
  });

  it('has a strip a row, the worst first, with its verdict and what it was at its fullest', () => {
    show([table, series]);
    const [first, second] = bodyRows();
    expect(within(first).getByRole('rowheader')).toHaveTextContent('full');
    expect(
      within(first).getByRole('img', {
        name: /^full: thrash, fullest 99\.8%; preemptions in 2 steps; Thrash since 12:01$/,
      })
    ).toBeInTheDocument();
    expect(within(first).getByLabelText('Thrash')).toBeInTheDocument();
    expect(first).toHaveTextContent('Thrash99.8%');
    expect(second).toHaveTextContent('Healthy50.0%');
  });

  it('marks the spells of verdicts on the strip', () => {
    show([table, series]);
    const marks = bodyRows()[0].querySelectorAll('[data-verdict]');
    expect([...marks].map((mark) => mark.getAttribute('data-verdict'))).toEqual(['thrash']);
  });

  it('opens a row: evidence, what would refute it, and lines over time; and closes it', async () => {
    const { user } = show([table, series]);
    expect(screen.queryByTestId('plot')).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Open full' }));
    const led = screen.getByRole('list', { name: 'What led to it' });
    expect(
      within(led)
        .getAllByRole('listitem')
        .map((item) => item.textContent)
    ).toEqual([
      'Usage, fullest rank99.8%≥ 95.0% (threshold)',
      'Preemptions3.20 ops/s> 0 ops/s (threshold)',
      'Waiting12.0> 4.10 (first half)',
    ]);
    const refute = screen.getByRole('list', { name: 'What would refute it' });
    expect(within(refute).getByRole('listitem')).toHaveTextContent('Waiting12.0≤ 4.10 (first half)');
    expect(within(refute).getByLabelText('does not hold')).toBeInTheDocument();
    expect(screen.getAllByTestId('plot').map((plot) => plot.getAttribute('data-series'))).toEqual(['2', '1']);
    await user.click(screen.getByRole('button', { name: 'Close full' }));
    expect(screen.queryByTestId('plot')).not.toBeInTheDocument();
  });

  it('opens the worst row by option', () => {
    show([table, series], { openFirst: true });
    expect(screen.getByRole('button', { name: 'Close full' })).toHaveAttribute('aria-expanded', 'true');
  });

  it('switches a line off and on', async () => {
    const { user } = show([table, series], { openFirst: true });
    const usage = screen.getByRole('button', { name: /^Usage, fullest rank last 99\.8%/ });
    await user.click(usage);
    expect(usage).toHaveAttribute('aria-pressed', 'false');
    expect(screen.getAllByTestId('plot')[0]).toHaveAttribute('data-series', '1');
  });

  it('leaves out rows without a finding by option', () => {
    show([table, series], { rows: 'notable' });
    expect(bodyRows()).toHaveLength(1);
  });

  it('says that all are well where they are', () => {
    const well = tableFrame([{ labels: { pod: 'a' }, values: { usage_max: 0.5 } }], {
      kvcache: facts([healthy({ pod: 'a' })]),
    });
    show([well]);
    expect(answer()).toHaveTextContent('1 cache healthy in this time range · fullest 50.0%');
  });

  it('makes verdicts and spells of a time series alone', () => {
    show([series]);
    expect(answer()).toHaveTextContent('full thrashed · 12:01–12:03 · now pressure');
    expect(bodyRows()[0].querySelectorAll('[data-verdict]')).toHaveLength(2);
  });

  it('zooms into what is drawn across a strip', () => {
    const { props } = show([table, series]);
    const strip = within(bodyRows()[0]).getByRole('img', { name: /fullest/ }).parentElement!.parentElement!;
    pointer(strip, 'pointerdown', { button: 0, clientX: 0 });
    pointer(strip, 'pointermove', { clientX: 5000 });
    pointer(strip, 'pointerup', { clientX: 5000 });
    expect(props.onChangeTimeRange).toHaveBeenCalledWith({ from: START, to: START + 4 * MINUTE });
  });

  it('says at which step the pointer is, and what was there', () => {
    show([table, series]);
    const strip = within(bodyRows()[0]).getByRole('img', { name: /fullest/ }).parentElement!;
    pointer(strip, 'pointermove', { clientX: 1 });
    const tooltip = screen.getByTestId(testIds.panel.tooltip);
    expect(tooltip).toHaveTextContent('2026-01-01 12:01:00full');
    expect(within(tooltip).getByRole('row', { name: /Usage, fullest rank 70\.0%/ })).toBeInTheDocument();
    expect(within(tooltip).getByRole('row', { name: /Verdict Healthy/ })).toBeInTheDocument();
  });

  it('sets the variable of a label, where the dashboard has one', async () => {
    withVariables('pod');
    const partial = jest.spyOn(locationService, 'partial').mockImplementation(() => undefined);
    const { user } = show([table, series]);
    await user.click(screen.getByRole('button', { name: 'full: show only pod full' }));
    expect(partial).toHaveBeenCalledWith({ 'var-pod': 'full' });
  });

  it('draws the rows that are seen, however many there are', () => {
    const many = Array.from({ length: 1000 }, (_, at) => ({
      labels: { pod: `pod-${at}` },
      values: { usage_max: [0.5, 0.6] },
    }));
    show([timeFrame(many)]);
    expect(screen.getByRole('table')).toHaveAttribute('aria-rowcount', '1001');
    expect(bodyRows().length).toBeLessThan(40);
  });

  it('keeps strips and labels in a very small panel, and drops the rest', () => {
    show([table, series], {}, { width: 300, height: 100 });
    expect(bodyRows()).toHaveLength(2);
    expect(screen.queryByTestId(testIds.kvcache.answer)).not.toBeInTheDocument();
    expect(screen.queryByRole('columnheader')).not.toBeInTheDocument();
  });

  it('keeps the old picture until the new one is there', () => {
    const { again } = show([table, series]);
    again({ data: { state: LoadingState.Loading, series: [], timeRange } });
    expect(answer()).toHaveTextContent('full thrashes');
  });
});

describe('hits', () => {
  it('has a bar a row by source, where most tokens are missed first, and the ratio of all', () => {
    show([table], { view: 'hits' });
    expect(answer()).toHaveTextContent(
      '45.0% of the prompt tokens came from a cache · 2.00 K prompt tokens · most misses: full, 800'
    );
    expect(bodyRows().map((row) => within(row).getByRole('img').getAttribute('aria-label'))).toEqual([
      'full: Local cache 20.0%, None: computed 80.0%',
      'well: Local cache 60.0%, External tier 10.0%, None: computed 30.0%',
    ]);
  });
});

describe('would it have been reused', () => {
  it('compares idle time with reuse gap, and says who does not report it', async () => {
    const { user } = show([table], { view: 'reuse' });
    expect(answer()).toHaveTextContent(
      'No cache evicts blocks sooner than they are usually reused · 1 do not report it'
    );
    const [first, second] = bodyRows();
    expect(first).toHaveTextContent('No, nobody came back');
    expect(within(first).getByRole('img')).toHaveAccessibleName(
      /Reuse gap p50 2\.00 s, Reuse gap p95 20\.0 s, Idle before evict p50 1\.00 min/
    );
    expect(second).toHaveTextContent('This engine does not report it');
    await user.click(screen.getByRole('button', { name: 'Open well' }));
    expect(screen.getByText(/more cache would hardly be hit/)).toBeInTheDocument();
  });

  it('says the bucket of a quantile on hover', async () => {
    const buckets = [{ field: 'reuse_gap_p50', le: [1, 5] }];
    const frame = tableFrame([{ labels: { pod: 'a' }, values: { reuse_gap_p50: 2, idle_before_evict_p50: 60 } }], {
      buckets,
    });
    const { user } = show([frame], { view: 'reuse' });
    await user.hover(screen.getByRole('img'));
    expect(await screen.findByTestId(testIds.panel.tooltip)).toHaveTextContent(
      'Reuse gap p50in the bucket 1.00 s – 5.00 s2.00 s'
    );
  });
});

describe('transfers and savings', () => {
  it('has the figures of transfers, failures first', () => {
    const failing = tableFrame([
      { labels: { pod: 'a' }, values: { transfer_bytes: 1e9, transfer_failures: 0 } },
      { labels: { pod: 'b' }, values: { transfer_bytes: 1e6, transfer_failures: 3 } },
    ]);
    show([failing], { view: 'transfers' });
    expect(answer()).toHaveTextContent('3 transfers failed · most on b');
    expect(bodyRows()[0]).toHaveTextContent(/^b3/);
  });

  it('has what caches saved, with the formula', () => {
    show([table], { view: 'savings' });
    expect(answer()).toHaveTextContent(
      'Caches saved ≈ 4.00 GPU-hours, ≈ €10.0 · cost of prompts × cached ÷ (prompt − cached)'
    );
    expect(bodyRows()[0]).toHaveTextContent('€7.50');
    expect(screen.getByRole('list', { name: 'Legend' })).toHaveTextContent('≈ prompt cost × cached ÷ uncached');
  });

  it('links a figure whose field has a link', () => {
    const linked: Field[] = table.fields.map((field) => ({
      ...field,
      getLinks: ({ valueRowIndex }) => [
        { href: `/row/${valueRowIndex}`, title: 'Row', target: '_self', origin: field },
      ],
    }));
    show([{ ...table, fields: linked }], { view: 'savings' });
    expect(within(bodyRows()[0]).getByRole('link', { name: '€7.50' })).toHaveAttribute('href', '/row/1');
  });
});

describe('states', () => {
  it('says what failed', () => {
    const data = { state: LoadingState.Error, series: [], timeRange, errors: [{ message: 'connection refused' }] };
    show([], {}, { data });
    expect(screen.getByRole('alert')).toHaveTextContent('The query failedconnection refused');
  });

  it('names the query type to choose for frames of another one', () => {
    show([{ ...table, meta: { custom: { queryType: 'latency' } } }]);
    expect(message()).toHaveTextContent('query type “KV cache”');
    expect(screen.getByRole('button', { name: 'Copy the query' })).toBeInTheDocument();
  });

  it('says that engines do not report a view’s figures, in place of an empty chart', () => {
    const empty = [{ operand: 'reuse_gap_p50', reason: 'not-reported' as const, systems: ['sglang'] }];
    const frame = tableFrame([{ labels: { pod: 'a' }, values: { usage: 0.5, reuse_gap_p50: null } }], {
      coverage: { ...fullCoverage, empty },
    });
    show([frame], { view: 'reuse' });
    expect(message()).toHaveTextContent('This engine does not report it' + 'Reuse gap p50: sglang does not report it.');
  });

  it('says so too where other engines would report it, but those of the rows do not', () => {
    const row = { ...healthy({ pod: 'a' }), not_reported: ['reuse_gap_p50'] };
    const empty = [{ operand: 'reuse_gap_p50', reason: 'no-match' as const }];
    const frame = tableFrame([{ labels: { pod: 'a' }, values: { reuse_gap_p50: null } }], {
      coverage: { ...fullCoverage, empty },
      kvcache: facts([row]),
    });
    show([frame], { view: 'reuse' });
    expect(message()).toHaveTextContent(
      'This engine does not report it' + 'Reuse gap p50: the engines in this answer have'
    );
  });

  it('offers a wider range where nothing is there, and doubles it', async () => {
    const empty = [{ operand: 'usage', reason: 'no-samples' as const }];
    const { props, user } = show([tableFrame([], { by: ['pod'], coverage: { ...fullCoverage, empty } })]);
    expect(message()).toHaveTextContent('No KV cache in this time range' + 'Usage: Its series exist');
    await user.click(screen.getByRole('button', { name: 'Twice the time range' }));
    expect(props.onChangeTimeRange).toHaveBeenCalledWith({ from: START - 4 * MINUTE, to: START + 4 * MINUTE });
  });

  it('says in one line that a side is missing, or old', () => {
    const missing = [{ family: 'cost', why: 'connection refused' }];
    const sources = [{ family: 'engine', native_step_s: 15, last_sample_age_s: 900, series: 3 }];
    show([
      tableFrame([{ labels: { pod: 'a' }, values: { usage: 1 } }], { coverage: { ...fullCoverage, missing, sources } }),
    ]);
    expect(screen.getByTestId(testIds.panel.note)).toHaveTextContent(
      'The cost store did not answer: connection refused. Stale: no engine samples for the last 15 mins.'
    );
  });

  it('shows the coverage only where it is wanted', () => {
    const { again, props } = show([table], { showCoverage: false });
    expect(screen.queryByTestId(testIds.coverage.badge)).not.toBeInTheDocument();
    again({ options: { ...props.options, showCoverage: true } });
    expect(screen.getByRole('button', { name: 'Coverage: 2 of 2 replicas' })).toBeInTheDocument();
  });

  it('explains its figures, those of the view', async () => {
    const { user } = show([table], { view: 'reuse' });
    await user.click(screen.getByRole('button', { name: 'What the figures mean' }));
    expect(screen.getByTestId(testIds.panel.help)).toHaveTextContent('yes: idle p50 < reuse gap p50');
  });

  it('gives replicas behind coarser rows their names', () => {
    const rows = [thrash({ llm_model: 'large' })];
    const frame = tableFrame([{ labels: { llm_model: 'large' }, verdict: 'thrash', values: { usage_max: 1 } }], {
      kvcache: facts(rows, [
        thrash({ cluster: 'eu', namespace: 'ml', pod: 'vllm-7' }, 'healthy'),
        healthy({ pod: 'vllm-8' }),
      ]),
    });
    show([frame]);
    expect(answer()).toHaveTextContent('vllm-7 thrashed · 12:01–12:03 · now healthy');
  });
});
