import type { PanelOptionsEditorBuilder } from '@grafana/data';

function NoEditor(): null {
  return null;
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Registers a panel's options without editors, so that a dashboard may leave out what has a default. */
export function addOptionDefaults<T>(builder: PanelOptionsEditorBuilder<T>, defaults: object, parent = '') {
  for (const [key, defaultValue] of Object.entries(defaults)) {
    const path = parent ? `${parent}.${key}` : key;
    if (isGroup(defaultValue)) {
      addOptionDefaults(builder, defaultValue, path);
    } else {
      builder.addCustomEditor({ id: path, path: path as never, name: path, editor: NoEditor, defaultValue });
    }
  }
}
