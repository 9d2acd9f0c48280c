import { createDataFrame, LoadingState, type PanelData } from '@grafana/data';
import { configure, screen, within } from '@testing-library/react';

import { testIds } from '../../../shared/testIds';
import { aQuery } from '../../testing/fixtures';
import { editorRange, renderEditor } from '../../testing/renderEditor';
import { type TokenpathQuery } from '../../types';

jest.mock('@grafana/ui', () => ({
  ...jest.requireActual('@grafana/ui'),
  ...jest.requireActual('../../testing/fakeUi'),
}));

// Roles are looked up faster when nobody asks whether an element is hidden, and CI machines are slow.
configure({ defaultHidden: true });
jest.setTimeout(90_000);

const show = (query: TokenpathQuery, data?: PanelData) => renderEditor(query, { data });

describe('QueryEditor', () => {
  it('picks a signal found in plain words and names the operand after it', async () => {
    const { user, last, onRunQuery } = await show(aQuery({ operands: [{ as: 'signal', signal: '' }] }));
    const picker = screen.getByRole('combobox', { name: 'Signal of signal' });
    await user.click(picker);
    await user.type(picker, 'first token');
    await user.click(await screen.findByRole('option', { name: /^Time to first token/ }));
    expect(last().operands).toEqual([{ as: 'ttft', signal: 'ttft' }]);
    expect(onRunQuery).toHaveBeenCalledTimes(1);
    expect(screen.getByText(/Reported by vllm, sglang/)).toBeInTheDocument();
  });

  it('adds a formula, asks nothing while it is wrong, and says what is unknown', async () => {
    const { user, onRunQuery, last } = await show(aQuery());
    await user.click(screen.getByRole('button', { name: 'Add Formula' }));
    onRunQuery.mockClear();
    const formula = screen.getByRole('textbox', { name: 'Formula of ratio' });
    await user.type(formula, 'tokens / cost');
    expect(onRunQuery).not.toHaveBeenCalled();
    await user.tab();
    expect(screen.getByRole('alert')).toHaveTextContent('Unknown name cost. Available: tokens.');
    expect(onRunQuery).not.toHaveBeenCalled();
    await user.clear(formula);
    await user.type(formula, 'tokens * 60{Enter}');
    expect(last().operands[1]).toEqual({ as: 'ratio', formula: 'tokens * 60' });
    expect(onRunQuery).toHaveBeenCalledTimes(1);
  });

  it('changes a name on blur, not with every key, and carries it into formulas', async () => {
    const { user, onChange, last } = await show(
      aQuery({
        operands: [
          { as: 'a', signal: 'ttft' },
          { as: 'f', formula: 'a * 2' },
        ],
      })
    );
    const name = screen.getByRole('textbox', { name: 'Name of operand 1' });
    await user.clear(name);
    await user.type(name, 'wait');
    expect(onChange).not.toHaveBeenCalled();
    await user.tab();
    expect(last().operands.map((one) => one.formula ?? one.as)).toEqual(['wait', 'wait * 2']);
  });

  it('moves operands with the keyboard and keeps the row', async () => {
    const { user, last } = await show(
      aQuery({
        operands: [
          { as: 'a', signal: 'ttft' },
          { as: 'b', signal: 'gpu_power' },
        ],
      })
    );
    await user.click(screen.getByRole('textbox', { name: 'Name of operand 2' }));
    await user.keyboard('{Alt>}{ArrowUp}{/Alt}');
    expect(last().operands.map((one) => one.as)).toEqual(['b', 'a']);
    expect(within(screen.getByTestId(testIds.query.operand(0))).getByTestId(testIds.query.moveDown(0))).toHaveFocus();
  });

  it('hides, shows and removes', async () => {
    const { user, last, onRunQuery } = await show(aQuery());
    await user.click(screen.getByTestId(testIds.query.hide(0)));
    expect(last().operands[0].hide).toBe(true);
    await user.click(screen.getByTestId(testIds.query.hide(0)));
    expect(last().operands[0].hide).toBeUndefined();
    onRunQuery.mockClear();
    await user.click(screen.getByTestId(testIds.query.remove(0)));
    expect(last().operands).toEqual([]);
    expect(onRunQuery).not.toHaveBeenCalled();
  });

  it('asks for a threshold with "share at or below"', async () => {
    const { user, last, onRunQuery } = await show(aQuery({ operands: [{ as: 'in_time', signal: 'ttft' }] }));
    await user.click(screen.getByTestId(testIds.query.stat(0)));
    await user.click(await screen.findByText('Share at or below'));
    expect(onRunQuery).not.toHaveBeenCalled();
    await user.type(screen.getByTestId(testIds.query.threshold(0)), '0.5{Enter}');
    expect(last().operands[0]).toEqual({ as: 'in_time', signal: 'ttft', stat: 'fraction_below', threshold: 0.5 });
    expect(onRunQuery).toHaveBeenCalledTimes(1);
  });

  it('checks own PromQL and takes the keys that the check suggests', async () => {
    const { user, last } = await show(aQuery({ operands: [{ as: 'mine', expr: 'up' }] }));
    expect(await screen.findByText(/18 of 24 series meet exactly one device or replica/)).toBeInTheDocument();
    expect(screen.getByText('chat-7')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Use pod = exported_pod' }));
    expect(last().operands[0].keys).toEqual({ pod: 'exported_pod' });
    await user.click(screen.getByRole('switch', { name: /Additive/ }));
    expect(last().operands[0].additive).toBe(true);
  });

  it('maps keys by hand', async () => {
    const { user, last } = await show(aQuery({ operands: [{ as: 'mine', expr: 'up', keys: { pod: 'pod' } }] }));
    await user.click(screen.getByRole('button', { name: 'Add a key of mine' }));
    await user.click(screen.getByRole('combobox', { name: 'Canonical label of key 2' }));
    await user.click(await screen.findByRole('option', { name: 'node' }));
    expect(last().operands[0].keys).toEqual({ pod: 'pod', node: 'node' });
    await user.click(screen.getByRole('combobox', { name: 'Own label for pod' }));
    await user.click(await screen.findByRole('option', { name: 'exported_pod' }));
    expect(last().operands[0].keys).toEqual({ pod: 'exported_pod', node: 'node' });
    await user.click(screen.getByRole('button', { name: 'Remove key node' }));
    expect(last().operands[0].keys).toEqual({ pod: 'exported_pod' });
  });

  it('sets grain and format', async () => {
    const { user, last } = await show(aQuery());
    await user.click(screen.getByRole('radio', { name: 'Model' }));
    await user.click(screen.getByRole('radio', { name: 'Table' }));
    expect(last()).toMatchObject({ grain: 'model', format: 'table', version: 1, queryType: 'correlate' });
    expect(screen.queryByTestId(testIds.query.legend)).not.toBeInTheDocument();
  });

  it('adds a filter with suggested values and variables', async () => {
    const { user, last } = await show(aQuery());
    await user.click(screen.getByRole('button', { name: 'Add filter' }));
    await user.click(screen.getByRole('combobox', { name: 'Label of filter 1' }));
    await user.click(await screen.findByRole('option', { name: 'llm_model' }));
    await user.click(screen.getByRole('combobox', { name: 'Values of filter 1' }));
    await user.click(await screen.findByRole('option', { name: 'llama' }));
    expect(last().filters).toEqual([{ label: 'llm_model', op: '=', values: ['llama'] }]);
    expect(screen.getByRole('option', { name: /\$model/ })).toBeInTheDocument();
  });

  it('shows the coverage of the last answer', async () => {
    const coverage = {
      step_s: 15,
      devices: { matched: 22, total: 24 },
      replicas: { matched: 14, total: 14 },
      methods: { 'gpu-labels': 18, 'exclusive-node': 4 },
      sources: [],
      unmatched: [{ key: 'gpu-7', why: 'no owner' }],
    };
    const frame = createDataFrame({ refId: 'A', fields: [], meta: { custom: { coverage } } });
    const { user } = await show(aQuery(), { state: LoadingState.Done, series: [frame], timeRange: editorRange });
    const badge = screen.getByRole('button', { name: /22 of 24 devices/ });
    expect(badge).toHaveTextContent(
      '22 of 24 devices · 14 of 14 replicas · gpu-labels 18, exclusive-node 4 · step 15 s'
    );
    await user.click(badge);
    expect(screen.getByTestId(testIds.coverage.details)).toHaveTextContent('gpu-7no owner');
  });
});
