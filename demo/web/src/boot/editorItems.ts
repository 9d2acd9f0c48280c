import type { StandardEditorsRegistryItem } from '@grafana/data';

function NoEditor(): null {
  return null;
}

const EDITORS = [
  'number', 'slider', 'text', 'boolean', 'select', 'radio', 'multi-select', 'unit', 'links', 'actions', 'color',
  'fieldColor', 'thresholds', 'mappings', 'stats-picker', 'strings', 'timezone', 'field-name', 'fieldName',
  'dashboard-uid', 'cell-options',
];

/** Panels name the editors of their options while they register; the preview never shows them. */
export function editorItems(): StandardEditorsRegistryItem[] {
  return EDITORS.map((id) => ({ id, name: id, editor: NoEditor }));
}
