import { FieldColorModeId, FieldConfigProperty, type SetFieldConfigOptionsArgs, ThresholdsMode } from '@grafana/data';

/**
 * The standard options of every panel: unit, decimals, display name, colour (a fixed one replaces that of the meaning),
 * links and thresholds, of which there are none until someone sets them.
 */
export const fieldConfig: SetFieldConfigOptionsArgs = {
  standardOptions: {
    [FieldConfigProperty.Color]: { defaultValue: { mode: FieldColorModeId.PaletteClassic } },
    [FieldConfigProperty.Thresholds]: {
      defaultValue: { mode: ThresholdsMode.Absolute, steps: [{ value: -Infinity, color: 'green' }] },
    },
  },
  disableStandardOptions: [
    FieldConfigProperty.Min,
    FieldConfigProperty.Max,
    FieldConfigProperty.Mappings,
    FieldConfigProperty.NoValue,
  ],
};
