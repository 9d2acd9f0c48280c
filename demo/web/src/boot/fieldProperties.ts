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

function property(id: FieldConfigProperty, process: Process, defaultValue?: unknown): FieldConfigPropertyItem {
  return {
    id,
    path: id,
    name: id,
    editor: NoEditor,
    override: NoEditor,
    process,
    shouldApply: () => true,
    defaultValue,
  };
}

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
    property(FieldConfigProperty.DisplayName, displayNameOverrideProcessor),
    property(FieldConfigProperty.Unit, unitOverrideProcessor),
    property(FieldConfigProperty.Min, numberOverrideProcessor),
    property(FieldConfigProperty.Max, numberOverrideProcessor),
    property(FieldConfigProperty.FieldMinMax, booleanOverrideProcessor),
    property(FieldConfigProperty.Decimals, numberOverrideProcessor),
    property(FieldConfigProperty.NoValue, stringOverrideProcessor),
    property(FieldConfigProperty.Color, identityOverrideProcessor, { mode: FieldColorModeId.Thresholds }),
    property(FieldConfigProperty.Thresholds, thresholdsOverrideProcessor, thresholds),
    property(FieldConfigProperty.Mappings, valueMappingsOverrideProcessor, []),
    property(FieldConfigProperty.Links, dataLinksOverrideProcessor),
    property(FieldConfigProperty.Filterable, booleanOverrideProcessor),
  ];
}
