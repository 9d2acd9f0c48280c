import { createDataFrame, LoadingState } from '@grafana/data';
import { config, type DataSourceSrv, setDataSourceSrv } from '@grafana/runtime';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';

import { testIds } from '../../../../shared/testIds';
import { editorRange } from '../../../testing/renderEditor';

import { LastAnswer } from './LastAnswer';

jest.mock('@grafana/ui', () => ({
  ...jest.requireActual('@grafana/ui'),
  ...jest.requireActual('../../../testing/fakeUi'),
}));

jest.setTimeout(60_000);

const counted = { devices: { matched: 2, total: 2 }, replicas: { matched: 1, total: 1 }, methods: {}, step_s: 60 };

function installed(names: string[]) {
  const list = names.map((name) => ({ uid: name, name, type: name, meta: {} }));
  const srv = { getList: ({ filter }: { filter: (one: unknown) => boolean }) => list.filter(filter) };
  setDataSourceSrv(srv as unknown as DataSourceSrv);
}

function show(coverage: object, executedQueryString = '') {
  const frame = createDataFrame({ refId: 'A', fields: [], meta: { custom: { coverage }, executedQueryString } });
  const other = createDataFrame({ refId: 'B', fields: [], meta: { executedQueryString: 'other' } });
  const data = { state: LoadingState.Done, series: [frame, other], timeRange: editorRange };
  render(<LastAnswer data={data} refId="A" range={editorRange} />);
  return userEvent.setup();
}

describe('LastAnswer', () => {
  beforeEach(() => {
    config.exploreEnabled = true;
  });

  it('says without being asked why a side is empty and which store did not answer', () => {
    show({
      ...counted,
      empty: [{ operand: 'gw', reason: 'no-series', looked_for: ['a', 'b'] }],
      missing: [{ family: 'gateway', why: 'refused' }],
      decomposed: 0.93,
    });
    expect(screen.getByText('No such series. Names looked for: a, b.')).toBeInTheDocument();
    expect(screen.getByText('refused')).toBeInTheDocument();
    expect(screen.getByTestId(testIds.coverage.badge)).toHaveTextContent('phases known for 93 % of the requests');
  });

  it('keeps the details folded where nothing is missing', () => {
    show(counted);
    expect(screen.queryByTestId(testIds.coverage.details)).not.toBeInTheDocument();
    expect(screen.queryByTestId(testIds.query.sent)).not.toBeInTheDocument();
  });

  it('shows what was sent, to copy and to open in Explore', async () => {
    installed(['prometheus', 'loki']);
    const user = show(counted, 'up\nrate(x[5m])');
    await user.click(screen.getByRole('button', { name: /PromQL sent · 2 queries/ }));
    expect(screen.getByRole('button', { name: 'Copy rate(x[5m])' })).toBeInTheDocument();
    const [link] = screen.getAllByRole('link', { name: 'Open in Explore' });
    expect(link).toHaveAttribute('href', expect.stringContaining('/explore?'));
    expect(link).toHaveAttribute('target', '_blank');
    expect(screen.queryByText('Open in')).not.toBeInTheDocument();
    expect(screen.queryByText('other')).not.toBeInTheDocument();
  });

  it('asks where to open it where there is more than one place, and says nothing where there is none', async () => {
    installed(['prometheus', 'grafana-amazonprometheus-datasource']);
    const user = show(counted, 'up');
    await user.click(screen.getByTestId(testIds.query.sent));
    expect(screen.getByText('Open in')).toBeInTheDocument();
  });

  it('has no link without a Prometheus data source', async () => {
    installed(['loki']);
    const user = show(counted, 'up');
    await user.click(screen.getByTestId(testIds.query.sent));
    expect(screen.getByText('up')).toBeInTheDocument();
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
  });
});
