import {
  booleanOverrideProcessor,
  dataLinksOverrideProcessor,
  displayNameOverrideProcessor,
  FieldColorModeId,
  FieldConfigProperty,
  identityOverrideProcessor,
  numberOverrideProcessor,
  stringOverrideProcessor,
  thresholdsOverrideProcessor,
  ThresholdsMode,
  unitOverrideProcessor,
  valueMappingsOverrideProcessor,
} from '@grafana/data';
import type { FieldConfigPropertyItem } from '@grafana/data';

function NoEditor(): null {
  return null;
}

type Process = FieldConfigPropertyItem['process'];

type Settings = FieldConfigPropertyItem['settings'];

function property(id: FieldConfigProperty, process: Process, defaultValue?: unknown, settings?: Settings) {
  const item: FieldConfigPropertyItem = {
    id,
    path: id,
    name: id,
    editor: NoEditor,
    override: NoEditor,
    process,
    shouldApply: () => true,
    defaultValue,
    settings,
  };
  return item;
}

/** Texts in which `${__field.labels.x}` and dashboard variables are filled in. */
const template = { expandTemplateVars: true };

const thresholds = {
  mode: ThresholdsMode.Absolute,
  steps: [
    { value: -Infinity, color: 'green' },
    { value: 80, color: 'red' },
  ],
};

/** Grafana's standard field options, so that defaults and overrides of a panel take effect. */
export function fieldProperties(): FieldConfigPropertyItem[] {
  return [
    property(FieldConfigProperty.DisplayName, displayNameOverrideProcessor, undefined, template),
    property(FieldConfigProperty.Unit, unitOverrideProcessor),
    property(FieldConfigProperty.Min, numberOverrideProcessor),
    property(FieldConfigProperty.Max, numberOverrideProcessor),
    property(FieldConfigProperty.FieldMinMax, booleanOverrideProcessor),
    property(FieldConfigProperty.Decimals, numberOverrideProcessor),
    property(FieldConfigProperty.NoValue, stringOverrideProcessor, undefined, template),
    property(FieldConfigProperty.Color, identityOverrideProcessor, { mode: FieldColorModeId.Thresholds }),
    property(FieldConfigProperty.Thresholds, thresholdsOverrideProcessor, thresholds),
    property(FieldConfigProperty.Mappings, valueMappingsOverrideProcessor, []),
    property(FieldConfigProperty.Links, dataLinksOverrideProcessor),
    property(FieldConfigProperty.Filterable, booleanOverrideProcessor),
  ];
}
