import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

import { useCrosshair } from '../../../shared/panel/chart/useCrosshair';
import { type Group } from '../model/groups';
import { changesOf, incidentsOf, within } from '../model/incidents';
import { type Clock, instantInWords, spanInWords } from '../model/instants';

interface Props {
  group: Group;
  clock: Clock;
  width: number;
}

function inWords(group: Group, clock: Clock): string {
  const spells = incidentsOf(group).map(({ name, from, to }) => `${name} ${spanInWords({ from, to }, clock)}`);
  const changes = changesOf(group).map(({ at, words }) => `${words} ${instantInWords(at, clock)}`);
  return [...spells, ...changes].join('; ') || 'No straggler in this window';
}

/** The time range in small: when a GPU held the group up, and when a GPU came or left. */
export function IncidentStrip({ group, clock, width }: Props) {
  const styles = useStyles2(getStyles);
  const { time } = useCrosshair();
  const words = inWords(group, clock);
  const now = time === undefined ? undefined : within({ from: time, to: time }, clock);
  return (
    <div role="img" aria-label={words} title={words} className={styles.strip} style={{ width }}>
      {incidentsOf(group).map((incident) => {
        const place = within(incident, clock);
        return place && <span key={incident.from} className={styles.incident} style={inPercent(place)} />;
      })}
      {changesOf(group).map(({ at, words: change }) => {
        const place = within({ from: at, to: at }, clock);
        return place && <span key={change + at} className={styles.change} style={{ left: `${place.left}%` }} />;
      })}
      {now && <span className={styles.crosshair} style={{ left: `${now.left}%` }} />}
    </div>
  );
}

const inPercent = ({ left, width }: { left: number; width: number }) => ({ left: `${left}%`, width: `${width}%` });

const getStyles = (theme: GrafanaTheme2) => ({
  strip: css({ position: 'relative', height: 16, background: theme.colors.background.secondary, overflow: 'hidden' }),
  incident: css({ position: 'absolute', top: 0, bottom: 0, minWidth: 2, background: theme.colors.error.main }),
  change: css({
    position: 'absolute',
    top: 0,
    bottom: 0,
    borderLeft: `2px dotted ${theme.colors.text.primary}`,
  }),
  crosshair: css({ position: 'absolute', top: 0, bottom: 0, width: 1, background: theme.colors.text.secondary }),
});
