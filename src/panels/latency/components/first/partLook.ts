import { type GrafanaTheme2 } from '@grafana/data';

import { type Meaning, meaningColour } from '../../../../shared/colours';
import { type Look } from '../../../../shared/panel/legend/Swatch';
import { colourOfField } from '../../../../shared/panel/model/figure';
import { type FirstPart } from '../../model/firstToken';
import { fieldOfPart } from '../../model/firstWords';
import { type FieldsById } from '../../model/rows';

const meanings: Record<FirstPart, Meaning> = {
  clientGap: 'gatewayGap',
  gatewayGap: 'gatewayGap',
  queue: 'queue',
  transfer: 'transfer',
  prefill: 'prefill',
  rest: 'unexplained',
  undivided: 'unexplained',
};

// Client and gateway gap share a colour: what lies outside of the engine. The farther one is hatched.
const kinds: Partial<Record<FirstPart, Look['kind']>> = { clientGap: 'hatch', rest: 'hatch', undivided: 'outline' };

/** How a part of the time to the first token is drawn. */
export function partLook(theme: GrafanaTheme2, id: FirstPart, fields: FieldsById): Look {
  const field = fieldOfPart(id);
  const colour = colourOfField(theme, field && fields[field], meaningColour(theme, meanings[id]));
  return { kind: kinds[id] ?? 'area', colour };
}
