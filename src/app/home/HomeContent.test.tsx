import { type DataSourceInstanceSettings } from '@grafana/data';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { MemoryRouter } from 'react-router-dom';
import { of, throwError } from 'rxjs';

import { DATASOURCE_TYPE } from '../../shared/ids';
import { testIds } from '../../shared/testIds';

import { HomeContent } from './HomeContent';
import { openAnew } from './openAnew';

jest.mock('./openAnew', () => ({ openAnew: jest.fn() }));

const fetch = jest.fn();
const post = jest.fn();
const getList = jest.fn<Array<Partial<DataSourceInstanceSettings>>, []>();
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getBackendSrv: () => ({ fetch, post }),
  getDataSourceSrv: () => ({ getList }),
}));

jest.setTimeout(30_000);

const source = { uid: 'tp', name: 'Tokenpath', type: DATASOURCE_TYPE };
const details = {
  product: 'Prometheus',
  version: '3.1.0',
  devices: { matched: 22, total: 24 },
  replicas: { matched: 14, total: 14 },
  engines: ['vllm'],
  price_found: true,
  methods: { 'gpu-labels': 22 },
  next_steps: ['Label 2 GPUs.'],
};

function show() {
  render(
    <MemoryRouter>
      <HomeContent panels={<p>panels</p>} />
    </MemoryRouter>
  );
  return userEvent.setup();
}

describe('Home', () => {
  it('leads to the first connection and creates it under a free name', async () => {
    getList.mockReturnValue([{ name: 'Tokenpath', type: 'prometheus' }]);
    post.mockResolvedValue({ datasource: { uid: 'new' } });
    const user = show();
    expect(screen.getAllByRole('listitem')).toHaveLength(4);
    await user.click(screen.getByTestId(testIds.home.create));
    expect(post.mock.calls[0][1]).toMatchObject({ name: 'Tokenpath 2', type: DATASOURCE_TYPE, access: 'proxy' });
    expect(jest.mocked(openAnew)).toHaveBeenCalledWith('/connections/datasources/edit/new');
  });

  it('says who can help where creating is not allowed', async () => {
    getList.mockReturnValue([]);
    post.mockRejectedValue({ status: 403, statusText: 'Forbidden', config: {}, data: {} });
    const user = show();
    await user.click(screen.getByTestId(testIds.home.create));
    expect(await screen.findByRole('alert')).toHaveTextContent('Ask an administrator');
  });

  it('shows what a data source found and what would help', async () => {
    getList.mockReturnValue([source]);
    fetch.mockReturnValue(of({ data: { status: 'OK', message: 'Prometheus 3.1; 24 GPU devices', details } }));
    show();
    expect(screen.getByTestId(testIds.home.loading)).toBeInTheDocument();
    expect(await screen.findByTestId(testIds.home.health('tp'))).toHaveTextContent('24 GPU devices');
    expect(screen.getByText('22 of 24')).toBeInTheDocument();
    expect(screen.getByText('Label 2 GPUs.')).toBeInTheDocument();
    expect(screen.getByTestId(testIds.home.dashboard)).toHaveAttribute('href', '/d/tokenpath-fleet?var-datasource=tp');
    expect(screen.getByRole('link', { name: 'See what is missing' })).toHaveAttribute(
      'href',
      '/a/tokenpath-inference-app/doctor?var-datasource=tp'
    );
  });

  it('does not lead to the doctor where nothing is missing', async () => {
    getList.mockReturnValue([source]);
    const whole = { ...details, devices: { matched: 24, total: 24 }, next_steps: [] };
    fetch.mockReturnValue(of({ data: { status: 'OK', message: 'all there', details: whole } }));
    show();
    expect(await screen.findByText('all there')).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'See what is missing' })).not.toBeInTheDocument();
  });

  it('shows why a data source fails, leads to its settings, and checks again', async () => {
    getList.mockReturnValue([source]);
    fetch.mockReturnValueOnce(
      throwError(() => ({ status: 400, data: { status: 'ERROR', message: 'connection refused' } }))
    );
    fetch.mockReturnValue(of({ data: { status: 'OK', message: 'back again', details } }));
    const user = show();
    expect(await screen.findByRole('alert')).toHaveTextContent('connection refused');
    expect(screen.getByRole('link', { name: 'Open settings' })).toHaveAttribute(
      'href',
      '/connections/datasources/edit/tp'
    );
    await user.click(screen.getByRole('button', { name: 'Check again' }));
    expect(await screen.findByText('back again')).toBeInTheDocument();
  });
});
