import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Tooltip, useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';

import { type Part } from '../../../../shared/panel/model/answer';
import { limitColour, linksOfField } from '../../../../shared/panel/model/figure';
import { type FigureId } from '../../model/figures';
import { fieldFor, figureOf, type Row } from '../../model/rows';
import { textOf } from '../../model/text';

interface Props {
  row: Row;
  id: FigureId;
  part: Part;
}

/** A row's figure, in the colour of its threshold and with its link; what is to be said of it shows on hover or focus. */
export function Figure({ row, id, part }: Props) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const { name, text, note } = textOf(row, id, part);
  const field = fieldFor(row, id);
  const [link] = row.range ? linksOfField(field, row.range.index) : [];
  const colour = limitColour(theme, field, figureOf(row, id));
  const figure = link ? (
    <a className={styles.link} href={link.href} target={link.target} rel="noreferrer" onClick={link.onClick}>
      {text}
    </a>
  ) : (
    text
  );
  if (!note) {
    return <span style={{ color: colour }}>{figure}</span>;
  }
  return (
    <Tooltip content={`${name}: ${note}`} placement="top">
      <span tabIndex={0} className={styles.noted} style={{ color: colour }}>
        {figure}
      </span>
    </Tooltip>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  link: css({ color: theme.colors.text.link, '&:hover': { textDecoration: 'underline' } }),
  noted: css({ textDecoration: `underline dotted ${theme.colors.text.disabled}`, textUnderlineOffset: 3 }),
});
