import { CoreApp } from '@grafana/data';
import { configure, screen, waitFor } from '@testing-library/react';

import { testIds } from '../../../shared/testIds';
import { aQuery } from '../../testing/fixtures';
import { renderEditor } from '../../testing/renderEditor';

jest.mock('@grafana/ui', () => ({
  ...jest.requireActual('@grafana/ui'),
  ...jest.requireActual('../../testing/fakeUi'),
}));

configure({ defaultHidden: true });
jest.setTimeout(60_000);

const ids = testIds.query;

describe('query types', () => {
  it('show only their own fields, say what they give, and come back as they were', async () => {
    const { user, last, onRunQuery } = await renderEditor(aQuery({ grain: 'model' }));
    await user.click(screen.getByRole('radio', { name: 'Latency' }));
    expect(last()).toMatchObject({ queryType: 'latency', operands: [], by: ['llm_model'] });
    expect(screen.getAllByText(/Where the time of a request goes/)).not.toHaveLength(0);
    expect(screen.queryByTestId(ids.operand(0))).not.toBeInTheDocument();
    expect(screen.getByTestId(ids.fields)).toBeInTheDocument();

    await user.click(screen.getByRole('radio', { name: 'Ownership' }));
    expect(screen.queryByTestId(ids.format)).not.toBeInTheDocument();
    expect(screen.getByTestId(ids.addFilter)).toBeInTheDocument();

    await user.click(screen.getByRole('radio', { name: 'Exemplars' }));
    expect(last().operands).toEqual([{ as: 'ttft', signal: 'ttft' }]);

    await user.click(screen.getByRole('radio', { name: 'Correlate' }));
    expect(last()).toMatchObject({ grain: 'model', operands: [{ signal: 'generation_tokens' }] });
    expect(onRunQuery).toHaveBeenCalledTimes(4);
  });

  it('divide the bill by either basis, for chosen fields', async () => {
    const { user, last } = await renderEditor(aQuery({ grain: 'model' }));
    await user.click(screen.getByRole('radio', { name: 'Cost' }));
    expect(last()).toMatchObject({ queryType: 'cost', operands: [], by: ['llm_model'] });
    expect(screen.getByRole('radio', { name: 'Effective' })).toBeChecked();
    await user.click(screen.getByRole('radio', { name: 'Usage' }));
    expect(last().basis).toBe('usage');
    await user.click(screen.getByTestId(ids.fields));
    await user.click(await screen.findByRole('option', { name: 'Cost' }));
    expect(last().fields).toEqual(['cost_total']);
  });

  it('ask for the health of caches by pod, for chosen fields', async () => {
    const { user, last } = await renderEditor(aQuery({ grain: 'replica' }));
    await user.click(screen.getByRole('radio', { name: 'KV cache' }));
    expect(last()).toMatchObject({ queryType: 'kvcache', operands: [], by: ['cluster', 'namespace', 'pod'] });
    expect(screen.getAllByText(/Health of KV caches/)).not.toHaveLength(0);
    await user.click(screen.getByTestId(ids.fields));
    await user.click(await screen.findByRole('option', { name: 'Thrash' }));
    await user.click(await screen.findByRole('option', { name: 'Usage, highest' }));
    expect(last().fields).toEqual(['usage_max', 'thrash']);
    expect(last().grain).toBeUndefined();
  });

  it('compare the GPUs of groups, for chosen fields', async () => {
    const { user, last } = await renderEditor(aQuery({ grain: 'replica' }));
    await user.click(screen.getByRole('radio', { name: 'Balance' }));
    expect(last()).toMatchObject({ queryType: 'balance', operands: [], by: ['cluster', 'namespace', 'group'] });
    expect(screen.getAllByText(/GPUs that work together/)).not.toHaveLength(0);
    await user.click(screen.getByTestId(ids.fields));
    await user.click(await screen.findByRole('option', { name: 'Straggler' }));
    await user.click(await screen.findByRole('option', { name: 'Spread' }));
    expect(last().fields).toEqual(['spread', 'straggler']);
    expect(last().grain).toBeUndefined();
  });

  it('choose latency fields in the order of the answer', async () => {
    const { user, last } = await renderEditor(aQuery({ queryType: 'latency', operands: [], fields: ['e2e'] }));
    await user.click(screen.getByTestId(ids.fields));
    await user.click(await screen.findByRole('option', { name: 'Queue' }));
    expect(last().fields).toEqual(['queue', 'e2e']);
  });

  it('offer a signal query without a grain', async () => {
    const { user, last } = await renderEditor(aQuery({ queryType: 'signal', grain: 'node' }));
    await user.click(screen.getByRole('radio', { name: 'None' }));
    expect(last().grain).toBeUndefined();
  });
});

describe('shape of the answer', () => {
  it('bounds the rows', async () => {
    const { user, last } = await renderEditor(aQuery());
    await user.type(screen.getByTestId(ids.top), '5{Enter}');
    expect(last().top).toEqual({ n: 5 });
    await user.click(screen.getByRole('switch', { name: /Show the rest/ }));
    expect(last().top).toEqual({ n: 5, other: true });
    await user.clear(screen.getByTestId(ids.top));
    await user.tab();
    expect(last().top).toBeUndefined();
  });

  it('names the labels that a legend may hold', async () => {
    const { user, last } = await renderEditor(aQuery({ legend: '{{engine}}' }));
    expect(screen.getByRole('alert')).toHaveTextContent('Rows have no {{engine}}. Available: cluster, namespace, pod');
    await user.click(screen.getByTestId(ids.legendHelp));
    await user.click(await screen.findByRole('button', { name: /\{\{pod\}\}/ }));
    expect(last().legend).toBe('{{engine}} {{pod}}');
  });
});

describe('in an alert rule', () => {
  it('a new query asks for one number a replica', async () => {
    await renderEditor({ refId: 'A' } as never, { app: CoreApp.UnifiedAlerting });
    expect(screen.getByRole('radio', { name: 'Numeric' })).toBeChecked();
    expect(screen.queryByText(/cannot use this query/)).not.toBeInTheDocument();
    expect(screen.queryByRole('radio', { name: 'Ownership' })).not.toBeInTheDocument();
  });

  it('says what a rule cannot read', async () => {
    await renderEditor(aQuery({ format: 'table' }), { app: CoreApp.UnifiedAlerting });
    expect(screen.getByText(/cannot read a table/)).toBeInTheDocument();
  });
});

describe('a query of an older version', () => {
  const old = { ...aQuery({ version: 0 }), hide: true };

  it('is brought to the current one, with notes', async () => {
    const answers = { migrate: { query: aQuery({ grain: 'node' }), notes: ['Level is called grain now.'] } };
    const { onChange, postResource } = await renderEditor(old, { answers });
    await waitFor(() => expect(onChange).toHaveBeenCalledTimes(1));
    expect(onChange.mock.calls[0][0]).toEqual({ ...aQuery({ grain: 'node' }), hide: true });
    expect(screen.getByText(/Level is called grain now/)).toBeInTheDocument();
    expect(postResource.mock.calls.filter(([path]) => path === 'migrate')).toHaveLength(1);
  });

  it('is kept as it was where that fails', async () => {
    const { onChange } = await renderEditor(old, { answers: { migrate: new Error('down') } });
    expect(await screen.findByText('down')).toBeInTheDocument();
    expect(onChange).not.toHaveBeenCalled();
  });
});
