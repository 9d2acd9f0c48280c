import { css } from '@emotion/css';
import { type DataSourceInstanceSettings, type GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, Combobox, useStyles2 } from '@grafana/ui';
import React, { type ReactNode, useId } from 'react';

import { testIds } from '../../shared/testIds';
import { Onboarding } from '../home/Onboarding';

import { FailureMessage } from './components/FailureMessage';
import { Report } from './components/Report';
import { Progress, Skeleton } from './components/Waiting';
import { type Place } from './place';
import { useDoctor } from './useDoctor';

interface Props {
  /** The data sources that can be examined; the first is examined where none is chosen. */
  sources: DataSourceInstanceSettings[];
  /** The chosen one's uid. */
  uid?: string;
  /** The time range, in milliseconds since the epoch. */
  from: number;
  to: number;
  place: Place;
  /** Controls of the time range. */
  controls?: ReactNode;
  onChooseSource: (uid: string) => void;
  onMove: (place: Place) => void;
  /** Has a relative time range end now. */
  onRefresh: () => void;
}

/** The doctor: which data source is examined, and its report; or the way to a first data source. */
export function DoctorContent(props: Props) {
  const styles = useStyles2(getStyles);
  const source = props.sources.find(({ uid }) => uid === props.uid) ?? props.sources[0];
  return (
    <div className={styles.page} data-testid={testIds.doctor.page}>
      {source ? <Examination {...props} source={source} /> : <Onboarding />}
    </div>
  );
}

function Examination({ source, ...props }: Props & { source: DataSourceInstanceSettings }) {
  const styles = useStyles2(getStyles);
  const { report, failure, asking, ask } = useDoctor(source.uid, props.from, props.to);
  const again = () => {
    props.onRefresh();
    ask();
  };
  return (
    <div className={styles.parts} aria-busy={asking}>
      <div className={styles.bar}>
        <SourcePicker sources={props.sources} uid={source.uid} onChoose={props.onChooseSource} />
        <div className={styles.controls}>
          {props.controls}
          <Button
            variant="secondary"
            icon="sync"
            disabled={asking}
            onClick={again}
            data-testid={testIds.doctor.refresh}
          >
            Check again
          </Button>
        </div>
      </div>
      {props.uid !== undefined && props.uid !== source.uid && (
        <Alert severity="info" title="The link names a data source that is not here" bottomSpacing={0}>
          This is the report of {source.name}.
        </Alert>
      )}
      {asking && <Progress key={`${source.uid} ${props.from} ${props.to}`} />}
      {failure && <FailureMessage uid={source.uid} failure={failure} hasReport={Boolean(report)} onRetry={again} />}
      {report && <Report report={report} place={props.place} onMove={props.onMove} />}
      {asking && !report && <Skeleton />}
    </div>
  );
}

function SourcePicker({
  sources,
  uid,
  onChoose,
}: {
  sources: DataSourceInstanceSettings[];
  uid: string;
  onChoose: (uid: string) => void;
}) {
  const styles = useStyles2(getStyles);
  const id = useId();
  if (sources.length < 2) {
    return (
      <div>
        <span className={styles.label}>Data source</span> {sources[0].name}
      </div>
    );
  }
  return (
    <div className={styles.picker}>
      <label htmlFor={id} className={styles.label}>
        Data source
      </label>
      <Combobox
        id={id}
        width={32}
        options={sources.map((source) => ({ value: source.uid, label: source.name }))}
        value={uid}
        onChange={({ value }) => onChoose(value)}
        data-testid={testIds.doctor.source}
      />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  // The scene around it lays its children out in a row and gives them no more room than they ask for.
  page: css({ flex: '1 1 0', minWidth: 0 }),
  parts: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
  bar: css({
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    alignItems: 'center',
    gap: theme.spacing(1),
  }),
  label: css({ color: theme.colors.text.secondary }),
  picker: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1) }),
  controls: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) }),
});
