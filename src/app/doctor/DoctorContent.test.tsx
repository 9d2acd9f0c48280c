import { type DataSourceInstanceSettings } from '@grafana/data';
import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React, { type ComponentProps, useState } from 'react';
import { MemoryRouter } from 'react-router-dom';
import { NEVER, of, Subject, throwError } from 'rxjs';

import { DATASOURCE_TYPE } from '../../shared/ids';
import { testIds } from '../../shared/testIds';

import { DoctorContent } from './DoctorContent';
import { type Place } from './place';
import { emptyReport, report } from './testing/report';

const ids = testIds.doctor;
const fetch = jest.fn();
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getBackendSrv: () => ({ fetch }),
}));

// Grafana's Combobox measures its text, and jsdom has no canvas.
jest.mock('@grafana/ui', () => ({
  ...jest.requireActual('@grafana/ui'),
  Combobox: ({ id, options, value, onChange }: PickerProps) => (
    <select id={id} value={value} onChange={(event) => onChange({ value: event.currentTarget.value })}>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  ),
}));

interface PickerProps {
  id: string;
  options: Array<{ value: string; label: string }>;
  value: string;
  onChange: (chosen: { value: string }) => void;
}

jest.setTimeout(60_000);

const sourceOf = (uid: string, name: string) => ({ uid, name, type: DATASOURCE_TYPE }) as DataSourceInstanceSettings;
const source = sourceOf('tp', 'Tokenpath');
const onRefresh = jest.fn();
const onMove = jest.fn();

type Props = Partial<ComponentProps<typeof DoctorContent>>;

function Doctor({ place: first = {}, ...props }: Props) {
  const [place, setPlace] = useState<Place>(first);
  const [uid, setUid] = useState<string>();
  const move = (next: Place) => {
    onMove(next);
    setPlace(next);
  };
  return (
    <MemoryRouter>
      <DoctorContent
        sources={[source]}
        uid={uid}
        from={1_000}
        to={3_601_000}
        onChooseSource={setUid}
        onRefresh={onRefresh}
        {...props}
        place={place}
        onMove={move}
      />
    </MemoryRouter>
  );
}

const answered = (data: unknown) => fetch.mockReturnValue(of({ data }));
const refused = (status: number, message: string) =>
  fetch.mockReturnValueOnce(throwError(() => ({ status, statusText: '', data: { message }, config: { url: '' } })));

function show(props: Props = {}) {
  const view = render(<Doctor {...props} />);
  return { user: userEvent.setup(), ...view };
}

beforeEach(() => {
  jest.clearAllMocks();
  fetch.mockReset();
});

describe('The doctor before there is a report', () => {
  it('leads to the first data source where there is none', () => {
    show({ sources: [] });
    expect(screen.getByRole('heading', { name: 'No store is connected yet' })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Create data source' })).toBeEnabled();
    expect(fetch).not.toHaveBeenCalled();
  });

  it('asks the first data source about the time range, and says for how long', () => {
    jest.useFakeTimers();
    fetch.mockReturnValue(NEVER);
    show();
    expect(fetch).toHaveBeenCalledWith(
      expect.objectContaining({
        url: '/api/datasources/uid/tp/resources/doctor',
        method: 'POST',
        data: { from: 1_000, to: 3_601_000 },
        showErrorAlert: false,
      })
    );
    const progress = screen.getByTestId(ids.progress);
    expect(within(progress).getByRole('status', { name: 'The store is being examined' })).toBeInTheDocument();
    expect(screen.getByTestId(ids.skeleton)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Check again' })).toBeDisabled();
    act(() => jest.advanceTimersByTime(12_000));
    expect(progress).toHaveTextContent('12 s');
    expect(progress).toHaveTextContent('a shorter time range takes less');
    jest.useRealTimers();
  });

  it('stops the request of who leaves', () => {
    const answer = new Subject();
    fetch.mockReturnValue(answer);
    const { unmount } = show();
    expect(answer.observed).toBe(true);
    unmount();
    expect(answer.observed).toBe(false);
  });

  it('tells a Viewer which role is needed, and where to go without it', async () => {
    refused(403, 'permission denied');
    show();
    const message = await screen.findByTestId(ids.failure('permission'));
    expect(message).toHaveTextContent('needs the role Editor or Admin');
    expect(within(message).getByRole('link', { name: 'Home' })).toHaveAttribute(
      'href',
      '/a/tokenpath-inference-app/home'
    );
    expect(screen.queryByTestId(ids.answer)).not.toBeInTheDocument();
    expect(screen.queryByTestId(ids.skeleton)).not.toBeInTheDocument();
  });

  it.each([
    [502, 'store', 'gpu: connection refused', true],
    [400, 'settings', 'url: is empty', true],
    [500, 'backend', 'unexpected', false],
    [404, 'not-found', 'Not found', false],
  ])('explains status %i as a failure of the %s', async (status, kind, detail, settings) => {
    refused(status, detail);
    show();
    const message = await screen.findByTestId(ids.failure(kind));
    expect(message).toHaveTextContent(detail);
    const link = within(message).queryByRole('link', { name: 'Open settings' });
    expect(Boolean(link)).toBe(settings);
  });

  it('calls what cannot be read no report, and tries again', async () => {
    answered('<html>');
    const { user } = show();
    const message = await screen.findByTestId(ids.failure('unreadable'));
    answered(report);
    await user.click(within(message).getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Level 2 of 4 · Engine plus GPU correlated')).toBeInTheDocument();
    expect(screen.queryByTestId(ids.failure('unreadable'))).not.toBeInTheDocument();
    expect(onRefresh).toHaveBeenCalledTimes(1);
  });
});

describe('The doctor’s report', () => {
  it('answers in one line and leads to the first step', async () => {
    answered(report);
    show();
    const answer = await screen.findByTestId(ids.answer);
    expect(answer).toHaveTextContent('1 layer ready, 1 partial, 1 missing and 1 unreachable');
    expect(within(answer).getByRole('link')).toHaveTextContent('Switch on DCGM’s profiling fields');
  });

  it('draws the ladder with the level reached, its evidence and what is missing', async () => {
    answered(report);
    show();
    const rungs = within(await screen.findByRole('list', { name: 'Maturity levels' })).getAllByTestId(/rung/);
    expect(rungs).toHaveLength(5);
    expect(rungs.filter((rung) => rung.getAttribute('aria-current') === 'step')).toEqual([rungs[2]]);
    expect(rungs[2]).toHaveTextContent('reached');
    expect(rungs[2]).toHaveTextContent('22 of 24 GPUs have a known owner');
    expect(rungs[3]).toHaveTextContent('next');
    expect(rungs[3]).toHaveTextContent('No exemplars with trace ids');
  });

  it('has a row for each layer with state, figures, systems and what is wrong', async () => {
    answered(report);
    show();
    const table = within(await screen.findByTestId(ids.layers)).getByRole('table');
    const rows = within(table).getAllByRole('row').slice(1);
    expect(rows).toHaveLength(4);
    expect(rows[0]).toHaveTextContent('Partial');
    expect(rows[0]).toHaveTextContent('24 GPUs on 4 nodes, 22 with an owner');
    expect(rows[0]).toHaveTextContent('2 of 3');
    expect(rows[0]).toHaveTextContent('DCGM exporter × 24');
    expect(rows[0]).toHaveTextContent('The tensor pipe is unknown on 8 of 24 GPUs.');
    expect(rows[0]).toHaveTextContent('and 1 more');
    expect(rows[2]).toHaveTextContent('none recognised');
    expect(rows[3]).toHaveTextContent('Unreachable');
  });

  it('says which family did not answer', async () => {
    answered(report);
    show();
    expect(await screen.findByTestId(ids.notices)).toHaveTextContent(
      'The cost store did not answer: connection refused.'
    );
  });

  it('has steps with configuration to copy, its language and where it goes', async () => {
    answered(report);
    const { user } = show();
    Object.defineProperty(window, 'isSecureContext', { value: true, configurable: true });
    const step = await screen.findByTestId(ids.step('dcgm-profiling-fields'));
    expect(step).toHaveTextContent('CSV · dcgm-exporter: the file given with --collectors');
    expect(step).toHaveTextContent('DCGM_FI_PROF_PIPE_TENSOR_ACTIVE, gauge');
    await user.click(within(step).getByRole('button', { name: /^Copy/ }));
    expect(await navigator.clipboard.readText()).toBe(report.next[0].code);
    expect(within(screen.getByTestId(ids.step('traces'))).queryByRole('button')).not.toBeInTheDocument();
    expect(screen.queryByTestId(ids.step('fifth'))).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Show all 5' }));
    expect(screen.getByTestId(ids.step('fifth'))).toBeInTheDocument();
  });

  it('has the labels that cost most', async () => {
    answered(report);
    show();
    const rows = within(await screen.findByTestId(ids.labels))
      .getAllByRole('row')
      .slice(1);
    expect(rows[0]).toHaveTextContent('request_id');
    expect(rows[0]).toHaveTextContent('81.2 K');
    expect(rows[0]).toHaveTextContent('99.9%');
  });

  it('says that a store is empty, and what to do', async () => {
    answered(emptyReport);
    show();
    expect(await screen.findByText('The store answered, but holds nothing the catalog knows')).toBeInTheDocument();
    expect(screen.getByTestId(ids.steps)).toBeInTheDocument();
    expect(screen.queryByTestId(ids.labels)).not.toBeInTheDocument();
  });

  it('does without steps where there is nothing to do', async () => {
    answered({ ...report, next: [], notices: [] });
    show();
    expect(await screen.findByTestId(ids.answer)).not.toHaveTextContent('next');
    expect(screen.queryByTestId(ids.steps)).not.toBeInTheDocument();
    expect(screen.queryByTestId(ids.notices)).not.toBeInTheDocument();
  });

  it('stays while a new one is made, and when that one fails', async () => {
    answered(report);
    const { user } = show();
    await screen.findByTestId(ids.answer);
    const second = new Subject();
    fetch.mockReturnValue(second);
    await user.click(screen.getByRole('button', { name: 'Check again' }));
    expect(screen.getByTestId(ids.answer)).toBeInTheDocument();
    expect(screen.getByTestId(ids.progress)).toBeInTheDocument();
    expect(screen.queryByTestId(ids.skeleton)).not.toBeInTheDocument();
    act(() => second.error({ status: 502, statusText: '', data: { message: 'gone' }, config: { url: '' } }));
    expect(screen.getByTestId(ids.failure('store'))).toHaveTextContent('the report before this one');
    expect(screen.getByTestId(ids.answer)).toBeInTheDocument();
  });

  it('is not kept when another data source is chosen', async () => {
    answered(report);
    const { user } = show({ sources: [source, sourceOf('other', 'Other')] });
    await screen.findByTestId(ids.answer);
    fetch.mockReturnValue(NEVER);
    await user.selectOptions(screen.getByRole('combobox', { name: 'Data source' }), 'Other');
    expect(screen.queryByTestId(ids.answer)).not.toBeInTheDocument();
    expect(fetch).toHaveBeenLastCalledWith(
      expect.objectContaining({ url: '/api/datasources/uid/other/resources/doctor' })
    );
  });

  it('says so where a link names a data source that is not here', async () => {
    answered(report);
    show({ uid: 'gone' });
    expect(await screen.findByText('The link names a data source that is not here')).toBeInTheDocument();
  });
});

describe('A layer’s signals', () => {
  async function open(props: Props = {}) {
    answered(report);
    const view = show(props);
    await view.user.click(await screen.findByRole('button', { name: 'GPU: signals' }));
    return { ...view, section: screen.getByRole('region', { name: 'GPU: signals' }) };
  }

  it('open and close by the layer’s name', async () => {
    const { user, section } = await open();
    const button = screen.getByRole('button', { name: 'GPU: signals' });
    expect(button).toHaveAttribute('aria-expanded', 'true');
    expect(button).toHaveAttribute('aria-controls', section.id);
    expect(onMove).toHaveBeenLastCalledWith({ layer: 'gpu' });
    expect(section).toHaveTextContent('A third thing.');
    expect(section).toHaveTextContent('DCGM exporter, names 4.x · 24 GPUs');
    await user.click(button);
    expect(section).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Engine: signals' }));
    const engine = screen.getByRole('region', { name: 'Engine: signals' });
    expect(engine).toHaveTextContent('vLLM · 12 replicas. Two generations of names.');
    await user.click(within(engine).getByRole('button', { name: 'Close Engine' }));
    expect(onMove).toHaveBeenLastCalledWith({});
  });

  it('have a row each, with what is known', async () => {
    const { section } = await open();
    const rows = within(section).getAllByRole('row').slice(1);
    expect(rows).toHaveLength(6);
    const texts = [
      'No match',
      'Temperature',
      'nvidia_smi_temperature',
      '24 of 24 GPUs',
      '15 s',
      '3.2 s ago',
      'without gpu_uuid',
      'no label with the GPU’s UUID',
    ];
    texts.forEach((text) => expect(rows[0]).toHaveTextContent(text));
  });

  it('are narrowed by state and text, and found again', async () => {
    const { user, section } = await open();
    const within_ = within(section);
    await user.click(within_.getByRole('radio', { name: 'Stale 1' }));
    expect(within_.getAllByRole('row')).toHaveLength(2);
    await user.type(within_.getByRole('textbox', { name: 'Search signals' }), 'power');
    expect(within_.getByRole('status')).toHaveTextContent('No signal of this layer matches.');
    await user.click(within_.getByRole('button', { name: 'Show all 6' }));
    expect(within_.getAllByRole('row')).toHaveLength(7);
  });

  it('are sorted by a column', async () => {
    const { user, section } = await open();
    await user.click(within(section).getByRole('button', { name: 'Sort column Signal' }));
    expect(within(section).getAllByRole('row')[1]).toHaveTextContent('DRAM activity');
  });

  it('tell all of one in a drawer, with what switches it on', async () => {
    const { user, section } = await open();
    await user.click(within(section).getByRole('button', { name: 'DRAM activity' }));
    expect(onMove).toHaveBeenLastCalledWith({ layer: 'gpu', signal: 'gpu_dram_active' });
    const dialog = await screen.findByRole('dialog', { name: /DRAM activity/ });
    expect(dialog).toHaveTextContent('The field is not collected.');
    expect(dialog).toHaveTextContent('Looked for');
    expect(dialog).toHaveTextContent('DCGM_FI_PROF_DRAM_ACTIVE');
    expect(dialog).toHaveTextContent('Switch on DCGM’s profiling fields');
    expect(dialog).not.toHaveTextContent('Found as');
    await user.click(within(dialog).getByRole('button', { name: 'Close' }));
    expect(onMove).toHaveBeenLastCalledWith({ layer: 'gpu' });
  });

  it('are said to be unknown where the store did not answer', async () => {
    answered(report);
    const { user } = show();
    await user.click(await screen.findByRole('button', { name: 'Cost: signals' }));
    expect(screen.getByRole('region', { name: 'Cost: signals' })).toHaveTextContent('Its store did not answer');
  });
});

describe('A link', () => {
  it('opens a layer', async () => {
    answered(report);
    show({ place: { layer: 'engine' } });
    expect(await screen.findByRole('region', { name: 'Engine: signals' })).toBeInTheDocument();
  });

  it('opens a signal and the layer that it belongs to', async () => {
    answered(report);
    show({ place: { signal: 'gpu_xid' } });
    expect(await screen.findByRole('dialog', { name: /XID errors/ })).toBeInTheDocument();
    expect(screen.getByTestId(ids.signals)).toHaveAttribute('aria-label', 'GPU: signals');
  });

  it('to a signal that is not there says so', async () => {
    answered(report);
    show({ place: { signal: 'gpu_tensr' } });
    expect(await screen.findByText('No signal is called “gpu_tensr”')).toBeInTheDocument();
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });
});
