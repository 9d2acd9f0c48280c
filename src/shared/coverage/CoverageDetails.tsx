import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';

import { formatDuration } from '../format';
import { type Coverage, type SourceCoverage } from '../types.gen';

import { describeEmptySide } from './describe';

interface Props {
  coverage: Coverage;
  /** Puts each reason below its name, where there is little width. */
  narrow?: boolean;
}

interface NamedText {
  name: string;
  text: string;
}

const SHARED = 'One reading of a card stands in the row of each pod or slice that shares it.';

/** What an answer could not join and why, which operands are empty, and what was read. */
export function CoverageDetails({ coverage, narrow = false }: Props) {
  const styles = useStyles2(getStyles);
  const unmatched = (coverage.unmatched ?? []).map(({ key, why }) => ({ name: key, text: why }));

  return (
    <div className={cx(styles.sections, narrow && styles.narrow)}>
      <Listed title="Did not answer" rows={coverage.missing?.map(({ family, why }) => ({ name: family, text: why }))} />
      <Listed
        title="Without values"
        rows={coverage.empty?.map((side) => ({ name: side.operand, text: describeEmptySide(side) }))}
      />
      <Section title="Not matched">
        {unmatched.length === 0 && <dd>Every device and replica was matched.</dd>}
        {unmatched.map((row) => (
          <Row key={row.name} {...row} />
        ))}
      </Section>
      <Listed title="In several rows" rows={coverage.shared?.map((name) => ({ name, text: SHARED }))} />
      <Listed
        title="Read"
        rows={coverage.sources?.map((source) => ({ name: source.family, text: describeSource(source) }))}
      />
    </div>
  );
}

/** A section that is there only where it has rows. */
function Listed({ title, rows = [] }: { title: string; rows?: NamedText[] }) {
  if (rows.length === 0) {
    return null;
  }
  return (
    <Section title={title}>
      {rows.map((row) => (
        <Row key={row.name} {...row} />
      ))}
    </Section>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  const styles = useStyles2(getStyles);
  return (
    <section aria-label={title}>
      <div className={styles.title}>{title}</div>
      <dl className={styles.list}>{children}</dl>
    </section>
  );
}

function Row({ name, text }: NamedText) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.row}>
      <dt className={styles.name} title={name}>
        {name}
      </dt>
      <dd>{text}</dd>
    </div>
  );
}

function describeSource(source: SourceCoverage): string {
  const parts = [`${source.series} series`];
  if (source.native_step_s > 0) {
    parts.push(`scraped every ${formatDuration(source.native_step_s)}`);
  }
  parts.push(`newest sample ${formatDuration(Math.max(source.last_sample_age_s, 0))} before the end`);
  return parts.join(' · ');
}

const getStyles = (theme: GrafanaTheme2) => ({
  sections: css({ display: 'grid', gap: theme.spacing(1.5), fontSize: theme.typography.bodySmall.fontSize }),
  narrow: css({ '& dl > div': { gridTemplateColumns: '1fr', gap: 0 } }),
  title: css({ color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightMedium }),
  list: css({
    margin: 0,
    display: 'grid',
    gap: theme.spacing(0.5),
    fontVariantNumeric: 'tabular-nums',
    '& dd': { margin: 0 },
  }),
  row: css({ display: 'grid', gridTemplateColumns: 'minmax(120px, 360px) 1fr', gap: theme.spacing(2) }),
  name: css({
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontFamily: theme.typography.fontFamilyMonospace,
    fontWeight: theme.typography.fontWeightRegular,
  }),
});
