import { type LinkModel } from '@grafana/data';
import { useTheme2 } from '@grafana/ui';
import React from 'react';

import { type Look } from '../../../../shared/panel/legend/Swatch';
import { TooltipTable } from '../../../../shared/panel/tooltip/TooltipTable';
import { type FirstPart, type FirstToken } from '../../model/firstToken';
import { firstLines } from '../../model/firstWords';
import { type Row } from '../../model/rows';

import { partLook } from './partLook';

interface Props {
  title: string;
  row: Row;
  first: FirstToken;
  links: LinkModel[];
}

/** The parts of the time to the first token, over the range or at a step. */
export function FirstTooltip({ title, row, first, links }: Props) {
  const theme = useTheme2();
  const whole: Look = { kind: 'line', colour: theme.colors.text.primary, width: 2 };
  const lookOf = (id: FirstPart | 'total') => (id === 'total' ? whole : partLook(theme, id, row.fields));
  const lines = firstLines(first, row.fields).map((line) => ({
    ...line,
    look: lookOf(line.id),
    strong: line.id === 'total',
  }));
  return <TooltipTable title={title} of={row.label} lines={lines} links={links} />;
}
