import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

import { linksOfField } from '../../../../shared/panel/model/figure';
import { type Row } from '../../model/rows';
import { type RowContext } from '../context';
import { DETAIL_LEFT } from '../layout';

import { type DetailLayout } from './detailLayout';
import { EvidenceList } from './EvidenceList';
import { RowChart } from './RowChart';

interface Props {
  row: Row;
  context: RowContext;
  layout: DetailLayout;
}

/** An open row: what led to its verdict, what would refute it, its figures over time, and its links. */
export function RowDetail({ row, context, layout }: Props) {
  const styles = useStyles2(getStyles);
  const links = Object.values(row.range?.fields ?? {}).flatMap((field) => linksOfField(field, row.range?.index));
  const unique = [...new Map(links.map((link) => [link.title + link.href, link])).values()];
  return (
    <div className={styles.detail}>
      {layout.evidence > 0 && <EvidenceList row={row} height={layout.evidence} isWide={layout.isWide} />}
      {layout.notes.map((note) => (
        <p key={note} className={styles.note} style={{ height: layout.noteHeight }} title={note}>
          {note}
        </p>
      ))}
      {layout.charts.map((ids) => (
        <RowChart key={ids.join()} row={row} ids={ids} context={context} height={layout.chart} />
      ))}
      {layout.links > 0 && (
        <div className={styles.links} style={{ height: layout.links }}>
          {unique.map(({ title, href, target, onClick }) => (
            <a
              key={title + href}
              className={styles.link}
              href={href}
              target={target}
              rel="noreferrer"
              onClick={onClick}
            >
              {title}
            </a>
          ))}
        </div>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  detail: css({
    padding: theme.spacing(0.5, 0, 0.5, 0),
    paddingLeft: DETAIL_LEFT,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  note: css({
    margin: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    color: theme.colors.text.secondary,
  }),
  links: css({ display: 'flex', gap: theme.spacing(2), overflow: 'hidden', whiteSpace: 'nowrap' }),
  link: css({ color: theme.colors.text.link }),
});
