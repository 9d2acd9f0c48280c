import { DataSourceTestFailed, EventBusSrv } from '@grafana/data';
import { act, configure, screen, within } from '@testing-library/react';

import { show } from '../testing';

import { advice } from './advice';

const events = new EventBusSrv();
const fetchHealth = jest.fn();

jest.mock('../../../../shared/health/health', () => ({ fetchHealth: (uid: string) => fetchHealth(uid) }));
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getAppEvents: () => events,
  getDataSourceSrv: () => ({ getList: () => [] }),
}));
jest.mock('@grafana/ui', () => ({
  ...jest.requireActual('@grafana/ui'),
  ...jest.requireActual('../../../testing/fakeUi'),
}));

configure({ defaultHidden: true });

const test = () => act(async () => events.publish(new DataSourceTestFailed()));

describe('Findings', () => {
  it('says which store did not answer and what to look at, and what the others hold', async () => {
    fetchHealth.mockResolvedValue({
      ok: false,
      message: 'gpu: 401',
      details: {
        product: 'Prometheus',
        version: '3.7.0',
        devices: { matched: 0, total: 0 },
        replicas: { matched: 0, total: 13 },
        engines: ['vllm'],
        price_found: true,
        methods: {},
        next_steps: ['No GPU was seen.'],
        endpoints: [
          { family: 'default', product: 'Prometheus', version: '3.7.0' },
          { family: 'gpu', problem: 'The gpu endpoint answered 401 Unauthorized.' },
        ],
      },
    });
    show({ url: 'http://prom:9090', jsonData: { endpoints: { gpu: { url: 'https://gpu:9090' } } } });
    expect(fetchHealth).not.toHaveBeenCalled();
    await test();
    expect(fetchHealth).toHaveBeenCalledWith('tp');
    const [first, second] = within(await screen.findByRole('list', { name: 'Stores' })).getAllByRole('listitem');
    expect(first).toHaveTextContent('Default endpoint (prom:9090): answers (Prometheus 3.7.0)');
    expect(second).toHaveTextContent(
      'GPU (gpu:9090): The gpu endpoint answered 401 Unauthorized. Look at user and password'
    );
    expect(screen.getByText('No GPU was seen.')).toBeInTheDocument();
  });

  it('repeats what was said with something to look at where there are no facts', async () => {
    fetchHealth.mockResolvedValue({ ok: false, message: 'dial tcp: connection refused' });
    show();
    await test();
    expect(await screen.findByText(/connection refused Look at host and port/)).toBeInTheDocument();
  });

  it.each([
    ['403 Forbidden', 'X-Scope-OrgID'],
    ['404 page not found', '/prometheus'],
    ['HTML instead of JSON', 'path of the URL'],
    ['x509: certificate signed by unknown authority', 'own certificate authority'],
    ['context deadline exceeded', 'timeout'],
    ['429 Too Many Requests', 'how often'],
    ['something else', ''],
  ])('%s', (problem, hint) => expect(advice(problem)).toContain(hint));
});
