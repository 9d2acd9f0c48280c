import { type PanelOptionsEditorBuilder } from '@grafana/data';

/** The switch of the coverage, which `what` describes. A problem is always said. */
export function addCoverage<T extends { showCoverage: boolean }>(
  builder: PanelOptionsEditorBuilder<T>,
  defaults: T,
  what: string
): void {
  builder.addBooleanSwitch({
    path: 'showCoverage',
    name: 'Coverage',
    description: `${what}, above the picture. What is missing is always said.`,
    defaultValue: defaults.showCoverage,
  });
}
