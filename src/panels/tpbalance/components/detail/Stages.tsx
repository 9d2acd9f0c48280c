import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';

import { formatFigure } from '../../../../shared/format';
import { hatchBackground } from '../../../../shared/hatch';
import { type PipelineStage } from '../../../../shared/types.gen';
import { DETAIL } from '../../model/detail';

import { Section } from './Section';

interface Props {
  stages: PipelineStage[];
  height: number;
}

const share = (value: number): string => formatFigure(value, 'percentunit');

/** The stages of a pipeline as bars: how much the busiest one works, and the bubble that it leaves the others. */
export function Stages({ stages, height }: Props) {
  return (
    <Section title="Pipeline stages" note="the bubble is the wait for the busiest stage" height={height}>
      {stages.map((stage) => (
        <Stage key={stage.stage} stage={stage} />
      ))}
    </Section>
  );
}

function Stage({ stage: { stage, devices, tensor, bubble } }: { stage: PipelineStage }) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const words = `Stage ${stage}, ${devices} ${devices === 1 ? 'GPU' : 'GPUs'}: tensor activity ${share(tensor)}, bubble ${share(bubble)}`;
  return (
    <div className={styles.stage}>
      <span className={styles.name}>
        Stage {stage} · {devices} {devices === 1 ? 'GPU' : 'GPUs'}
      </span>
      <span role="img" aria-label={words} title={words} className={styles.bar}>
        <span style={{ width: `${(1 - bubble) * 100}%`, background: theme.visualization.getColorByName('blue') }} />
        <span style={{ width: `${bubble * 100}%`, background: hatchBackground(theme.colors.text.secondary) }} />
      </span>
      <span className={styles.figure}>tensor {share(tensor)}</span>
      <span className={styles.figure}>bubble {share(bubble)}</span>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  stage: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    height: DETAIL.line,
    whiteSpace: 'nowrap',
  }),
  name: css({ width: 110, flexShrink: 0 }),
  bar: css({
    display: 'flex',
    flex: 1,
    minWidth: 40,
    maxWidth: 480,
    height: 14,
    '& > span': { display: 'block', height: '100%' },
  }),
  figure: css({ width: 96, flexShrink: 0, textAlign: 'right', color: theme.colors.text.secondary }),
});
