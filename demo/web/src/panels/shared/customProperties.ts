import { FieldType, identityOverrideProcessor } from '@grafana/data';
import type { FieldConfigEditorBuilder } from '@grafana/data';

function NoEditor(): null {
  return null;
}

/** A panel's own field options with their defaults: a dotted path each, so that overrides may set a part. */
export type CustomDefaults = Record<string, unknown>;

/** Registers field options without an editor, so that defaults and overrides of dashboards take effect. */
export function addCustomProperties<T>(builder: FieldConfigEditorBuilder<T>, defaults: CustomDefaults, all = false) {
  for (const [path, defaultValue] of Object.entries(defaults)) {
    builder.addCustomEditor({
      id: path,
      path: path as never,
      name: path,
      editor: NoEditor,
      override: NoEditor,
      process: identityOverrideProcessor,
      shouldApply: (field) => all || field.type === FieldType.number,
      defaultValue: defaultValue as never,
    });
  }
}
