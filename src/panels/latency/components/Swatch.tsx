import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';

import { hatchBackground } from '../../../shared/hatch';
import { colourOf, dashOf } from '../model/display';
import { type FigureId, PHASES } from '../model/figures';
import { type FieldsById } from '../model/rows';

interface Props {
  id: FigureId;
  fields: FieldsById;
}

/** How a figure is drawn: an area, a hatched area, or a line with its dashes. */
export function Swatch({ id, fields }: Props) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const colour = colourOf(theme, id, fields);
  if (PHASES.some((phase) => phase === id)) {
    const background = id === 'unexplained' ? hatchBackground(colour) : colour;
    return <span aria-hidden className={styles.area} style={{ background, borderColor: colour }} />;
  }
  return (
    <svg aria-hidden className={styles.line} viewBox="0 0 22 4">
      <path d="M0 2H22" stroke={colour} strokeWidth={id === 'e2e' ? 2 : 1.5} strokeDasharray={dashOf(id)?.join(' ')} />
    </svg>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  area: css({
    display: 'inline-block',
    flexShrink: 0,
    width: theme.spacing(1.5),
    height: theme.spacing(1.25),
    border: '1px solid',
  }),
  line: css({ flexShrink: 0, width: 22, height: 4 }),
});
