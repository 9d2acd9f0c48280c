import React from 'react';

import { testIds } from '../../../../shared/testIds';
import { type Binding } from '../../../../shared/types.gen';
import { type ConfigProps } from '../configProps';
import { ListEditor } from '../fields/ListEditor';
import { Fold } from '../layout/Fold';
import { counted } from '../model/lists';
import { bindingProblem, listProblem } from '../model/problems';
import { listed, withSettings } from '../model/settings';

import { BindingFields } from './BindingFields';

/** Which replica holds which GPUs where nothing that is scraped says so. */
export function BindingsSection({ options, onOptionsChange }: ConfigProps) {
  const bindings = options.jsonData.bindings ?? [];
  return (
    <Fold
      title="GPU bindings"
      summary={bindings.length > 0 ? counted(bindings.length, 'binding') : 'none'}
      problem={listProblem('Binding', bindings, bindingProblem)}
      description="For bare metal, Slurm and systemd, where no exporter and no Kubernetes says who holds a GPU. What GPU series themselves say comes first. An engine in Kubernetes is named by namespace and pod, another one by its scrape address."
      testId={testIds.config.fold('bindings')}
    >
      <ListEditor
        noun="binding"
        items={bindings}
        create={(): Binding => ({ gpu_uuids: [] })}
        check={bindingProblem}
        onChange={(next) => onOptionsChange(withSettings(options, { bindings: listed(next) }))}
        testId={testIds.config.bindings}
      >
        {(binding, change) => <BindingFields binding={binding} onChange={change} />}
      </ListEditor>
    </Fold>
  );
}
