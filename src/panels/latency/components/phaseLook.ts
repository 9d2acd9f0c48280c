import { type GrafanaTheme2 } from '@grafana/data';

import { type Look } from '../../../shared/panel/legend/Swatch';
import { type PhasePart } from '../model/bars';
import { lookOf } from '../model/display';
import { type FieldsById } from '../model/rows';

/** How a part of a phase bar is drawn. */
export const phaseLook = (theme: GrafanaTheme2, id: PhasePart, fields: FieldsById): Look =>
  id === 'undivided' ? { kind: 'outline', colour: theme.colors.text.secondary } : lookOf(theme, id, fields);
