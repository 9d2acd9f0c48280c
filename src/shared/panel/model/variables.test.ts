import { variablesFor } from './variables';

const labels = { cluster: 'eu', llm_model: 'llama', role: '' };

describe('variablesFor', () => {
  it('finds the variables of a row’s labels, and the usual name of the model’s', () => {
    expect(variablesFor({ labels, kind: 'value' }, ['cluster', 'model', 'role'])).toEqual([
      { name: 'cluster', value: 'eu' },
      { name: 'model', value: 'llama' },
    ]);
    expect(variablesFor({ labels, kind: 'value' }, ['model', 'llm_model'])).toEqual([
      { name: 'llm_model', value: 'llama' },
    ]);
  });

  it('has none for a dashboard without, and for a row that is no label’s', () => {
    expect(variablesFor({ labels, kind: 'value' }, ['pod'])).toEqual([]);
    expect(variablesFor({ labels, kind: 'other' }, ['cluster'])).toEqual([]);
  });
});
