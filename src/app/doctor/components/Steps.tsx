import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';

import { testIds } from '../../../shared/testIds';
import { type DoctorResponse, type DoctorStep } from '../../../shared/types.gen';
import { stepMeta } from '../model/steps';

import { CodeBlock } from './CodeBlock';
import { Section } from './Section';

const SHOWN = 4;

/** The id of the section, for links inside the page. */
export const STEPS_ID = 'doctor-next-steps';

/** What to do next, the most useful first, each with configuration to copy. */
export function Steps({ report }: { report: DoctorResponse }) {
  const styles = useStyles2(getStyles);
  const [all, setAll] = useState(false);
  const { next } = report;
  if (next.length === 0) {
    return null;
  }
  const shown = all ? next : next.slice(0, SHOWN);
  return (
    <Section
      id={STEPS_ID}
      title="Next steps"
      text="The most useful first. Move one level at a time: what a level shows can only be trusted when those below it are sound."
      testId={testIds.doctor.steps}
    >
      <ol className={styles.cards}>
        {shown.map((step) => (
          <StepCard key={step.id} step={step} report={report} />
        ))}
      </ol>
      {next.length > SHOWN && (
        <Button className={styles.more} size="sm" variant="secondary" onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? 'Show fewer' : `Show all ${next.length}`}
        </Button>
      )}
    </Section>
  );
}

function StepCard({ step, report }: { step: DoctorStep; report: DoctorResponse }) {
  const styles = useStyles2(getStyles);
  return (
    <li className={styles.card} data-testid={testIds.doctor.step(step.id)}>
      <h3 className={styles.title}>{step.title}</h3>
      <p className={styles.text}>{step.why}</p>
      <p className={styles.meta}>{stepMeta(step, report)}</p>
      {step.code && <CodeBlock title={step.title} code={step.code} language={step.language} where={step.where} />}
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  cards: css({
    listStyle: 'none',
    margin: 0,
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(480px, 100%), 1fr))',
    alignItems: 'start',
    gap: theme.spacing(2),
  }),
  card: css({
    display: 'grid',
    gap: theme.spacing(1),
    minWidth: 0,
    padding: theme.spacing(2),
    background: theme.colors.background.secondary,
    borderRadius: theme.shape.radius.default,
  }),
  title: css({ margin: 0, fontSize: theme.typography.h5.fontSize }),
  text: css({ margin: 0 }),
  meta: css({ margin: 0, color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  more: css({ marginTop: theme.spacing(1) }),
});
