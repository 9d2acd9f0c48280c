import { formatFigure } from '../../../shared/format';
import { formatField } from '../../../shared/panel/model/figure';

import { displayNameOf } from './display';
import { type FigureId } from './figures';
import { FIRST_PARTS, type FirstPart, type FirstToken, type FirstTokenParts } from './firstToken';
import { type GapGrowth } from './gapGrowth';
import { type FieldsById, type Row } from './rows';
import { shareOf } from './segments';
import { type TooltipLine } from './tooltip';

const names: Record<FirstPart, string> = {
  clientGap: 'Client gap',
  gatewayGap: 'Gateway gap',
  queue: 'Queue',
  transfer: 'KV transfer',
  prefill: 'Prefill',
  rest: 'Engine rest',
  undivided: 'Not divided',
};

/** The field whose config a part takes its name and colour from; some parts are no field's. */
const fieldIds: Partial<Record<FirstPart, FigureId>> = {
  gatewayGap: 'gateway_gap',
  queue: 'queue',
  transfer: 'transfer',
  prefill: 'prefill',
};

/** The field that a part is, if it is one. */
export const fieldOfPart = (id: FirstPart): FigureId | undefined => fieldIds[id];

/** What a part is called: the name that an override gives its field, else its own. */
export function partName(id: FirstPart, fields: FieldsById): string {
  const field = fieldIds[id];
  return field && fields[field]?.config.displayName ? displayNameOf(field, fields) : names[id];
}

/** The field that the view is about: its unit, decimals, thresholds and links are those of the whole. */
export const wholeField = ({ gateway_ttft_mean, client_ttft_mean, ttft_mean }: FieldsById) =>
  client_ttft_mean ?? gateway_ttft_mean ?? ttft_mean;

const figure = (value: number | null | undefined, fields: FieldsById): string =>
  formatField(wholeField(fields), value, 's');

/** "Gateway gap 60.0 ms, 12.0%": the known parts of the time to the first token. */
function partsInWords({ parts, total }: FirstToken, fields: FieldsById): string {
  return FIRST_PARTS.filter((id) => parts[id] != null)
    .map((id) => {
      const share = shareOf(parts[id], total);
      const part = share === null ? '' : `, ${formatFigure(share, 'percentunit')}`;
      return `${partName(id, fields)} ${figure(parts[id], fields)}${part}`;
    })
    .join('; ');
}

/** A row in one sentence, for those who do not see the picture. */
export function firstInWords({ label, fields }: Row, first: FirstToken): string {
  const seen = first.seenBy ? `, as the ${first.seenBy} saw it` : '';
  return `${label}: first token after ${figure(first.total, fields)}${seen}. ${partsInWords(first, fields) || 'Parts not known'}.`;
}

/** The lines of a tooltip: the whole, and the parts that are there. */
export function firstLines(
  first: FirstToken,
  fields: FieldsById
): Array<Omit<TooltipLine, 'id'> & { id: FirstPart | 'total' }> {
  const { parts, total, seenBy = 'engine' } = first;
  const known = (of: FirstTokenParts) => FIRST_PARTS.filter((id) => of[id] !== undefined && !isNothing(id, of[id]));
  return [
    { id: 'total' as const, name: `First token, by the ${seenBy}`, value: figure(total, fields) },
    ...known(parts).map((id) => {
      const share = shareOf(parts[id], total);
      return {
        id,
        name: partName(id, fields),
        value: figure(parts[id], fields),
        share: share === null ? undefined : formatFigure(share, 'percentunit'),
      };
    }),
  ];
}

// Time without a part is worth a word only where there is some.
const isNothing = (id: FirstPart, value: number | null | undefined): boolean => id === 'undivided' && !value;

/** "Gateway gap of llama grew · 45.0 ms → 820 ms · 14:20 – 14:35": what, how much, since when. */
export function growthInWords(
  label: string,
  { usual, wide, from, to, lasts }: GapGrowth,
  timeOf: (step: number) => string
): string {
  const when = lasts ? `since ${timeOf(from)}` : `${timeOf(from)} – ${timeOf(to)}`;
  const verb = lasts ? 'grows' : 'grew';
  return `Gateway gap of ${label} ${verb} · ${formatFigure(usual, 's')} → ${formatFigure(wide, 's')} · ${when} · check for a proxy that buffers`;
}
