import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Drawer, useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';

import { testIds } from '../../../shared/testIds';
import { explainState, signalMark } from '../model/mark';
import { type SignalRow } from '../model/signalRows';

import { CodeBlock } from './CodeBlock';
import { StateMark } from './StateMark';

interface Props {
  /** The rows of one signal, a system each. */
  rows: SignalRow[];
  onClose: () => void;
}

/** All that is known of a signal: how each system reports it, and how to switch it on. */
export function SignalDrawer({ rows, onClose }: Props) {
  const styles = useStyles2(getStyles);
  const [{ title, signal }] = rows;
  return (
    <Drawer title={title} subtitle={<code>{signal.signal}</code>} size="md" onClose={onClose}>
      <div className={styles.systems} data-testid={testIds.doctor.drawer}>
        {rows.map((row) => (
          <SystemOfSignal key={row.key} row={row} />
        ))}
      </div>
    </Drawer>
  );
}

function SystemOfSignal({ row }: { row: SignalRow }) {
  const styles = useStyles2(getStyles);
  const { state, names, looked_for: lookedFor = [], keys, missing_keys: missing, why, switch_on: step } = row.signal;
  return (
    <section aria-label={row.system || row.title} className={styles.system}>
      <div className={styles.head}>
        {row.system && <h4 className={styles.title}>{row.system}</h4>}
        <StateMark mark={signalMark(state, row.signal.system)} />
      </div>
      <p className={styles.text}>{why || explainState(state)}</p>
      <dl className={styles.facts}>
        <Fact name="Found as">{codes(names)}</Fact>
        <Fact name="Looked for">{codes(lookedFor)}</Fact>
        <Fact name="On">{row.signal.of > 0 && row.on}</Fact>
        <Fact name="Scraped every">{row.cadence > 0 && row.every}</Fact>
        <Fact name="Newest sample">{row.age >= 0 && `${row.newest}, at the end of the range`}</Fact>
        <Fact name="Keyed by">{codes(keys)}</Fact>
        <Fact name="Needed to match">{codes(missing)}</Fact>
      </dl>
      {step && (
        <div className={styles.step}>
          <h5 className={styles.stepTitle}>{step.title}</h5>
          <p className={styles.text}>{step.why}</p>
          {step.code && <CodeBlock title={step.title} code={step.code} language={step.language} where={step.where} />}
        </div>
      )}
    </section>
  );
}

const codes = (words: string[]): ReactNode => words.length > 0 && words.map((word) => <code key={word}>{word}</code>);

/** A fact that is there only where it is known. */
function Fact({ name, children }: { name: string; children: ReactNode }) {
  const styles = useStyles2(getStyles);
  if (!children) {
    return null;
  }
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  systems: css({ display: 'grid', gap: theme.spacing(3), fontVariantNumeric: 'tabular-nums' }),
  system: css({ display: 'grid', gap: theme.spacing(1), minWidth: 0 }),
  head: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1.5) }),
  title: css({ margin: 0, fontSize: theme.typography.h5.fontSize }),
  text: css({ margin: 0 }),
  facts: css({ margin: 0, display: 'grid', gap: theme.spacing(0.5) }),
  fact: css({
    display: 'grid',
    gridTemplateColumns: '140px minmax(0, 1fr)',
    gap: theme.spacing(1),
    '& dt': { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular },
    '& dd': { margin: 0, display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5), overflowWrap: 'anywhere' },
  }),
  step: css({ display: 'grid', gap: theme.spacing(1), marginTop: theme.spacing(1), minWidth: 0 }),
  stepTitle: css({ margin: 0, fontSize: theme.typography.h5.fontSize }),
});
