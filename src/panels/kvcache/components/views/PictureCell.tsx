import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

import { hasAny } from '../../model/order';
import { type Row } from '../../model/rows';
import { NOT_REPORTED } from '../../model/text';
import { viewFigures } from '../../model/views';
import { type RowContext } from '../context';
import { UsageStrip } from '../strip/UsageStrip';

import { ReuseSpans } from './ReuseSpans';
import { SavedBar } from './SavedBar';
import { SourceBar } from './SourceBar';

interface Props {
  row: Row;
  context: RowContext;
}

/** A row's picture, or what stands in its place. */
export function PictureCell({ row, context }: Props) {
  const styles = useStyles2(getStyles);
  const { view } = context;
  if (!hasAny(row, viewFigures[view].shows)) {
    const isSilent = viewFigures[view].shows.some((id) => row.notReported.includes(id));
    return <span className={styles.none}>{isSilent ? NOT_REPORTED : 'No values in this time range'}</span>;
  }
  switch (view) {
    case 'health':
      return <UsageStrip row={row} context={context} />;
    case 'hits':
      return <SourceBar row={row} context={context} />;
    case 'reuse':
      return <ReuseSpans row={row} context={context} />;
    case 'savings':
      return <SavedBar row={row} context={context} />;
    case 'transfers':
      return null;
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  none: css({ fontStyle: 'italic', color: theme.colors.text.secondary }),
});
