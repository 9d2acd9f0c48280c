import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Alert, Stack, useStyles2 } from '@grafana/ui';
import React, { useId } from 'react';

import { testIds } from '../../../shared/testIds';
import { type DoctorResponse } from '../../../shared/types.gen';
import { headlineOf, isEmpty } from '../model/headline';
import { rowsOfSignal } from '../model/signalRows';
import { type Place } from '../place';

import { LabelTable } from './LabelTable';
import { Ladder } from './Ladder';
import { LayerSection } from './LayerSection';
import { buttonId, LayerTable } from './LayerTable';
import { Section } from './Section';
import { SignalDrawer } from './SignalDrawer';
import { Steps, STEPS_ID } from './Steps';

interface Props {
  report: DoctorResponse;
  place: Place;
  onMove: (place: Place) => void;
}

/** A report: the answer in one line, the ladder, the layers and their signals, what to do next, and costly labels. */
export function Report({ report, place, onMove }: Props) {
  const styles = useStyles2(getStyles);
  const detailsId = useId();
  const chosen = place.signal === undefined ? [] : rowsOfSignal(report, place.signal);
  const openLayer = place.layer ?? chosen[0]?.signal.layer;
  const layer = report.layers.find(({ id }) => id === openLayer);
  const toggle = (id: string) => onMove({ layer: id === openLayer ? undefined : id });

  return (
    <Stack direction="column" gap={3}>
      <Answer report={report} />
      <Notices report={report} lost={place.signal !== undefined && chosen.length === 0 ? place.signal : undefined} />
      <Ladder levels={report.levels} level={report.level} />
      <Section title="Layers, from the silicon to the bill" testId={testIds.doctor.layers}>
        <Stack direction="column" gap={2}>
          <LayerTable layers={report.layers} open={layer?.id} detailsId={detailsId} onToggle={toggle} />
          {layer && (
            <LayerSection
              id={detailsId}
              report={report}
              layer={layer}
              onChoose={(signal) => onMove({ layer: layer.id, signal })}
              onClose={() => {
                onMove({});
                document.getElementById(buttonId(detailsId, layer.id))?.focus();
              }}
            />
          )}
        </Stack>
      </Section>
      <Steps report={report} />
      <LabelTable labels={report.labels} />
      {chosen.length > 0 && <SignalDrawer rows={chosen} onClose={() => onMove({ layer: openLayer })} />}
      <div className={styles.end} />
    </Stack>
  );
}

function Answer({ report }: { report: DoctorResponse }) {
  const styles = useStyles2(getStyles);
  const { level, figures } = headlineOf(report);
  const [first] = report.next;
  return (
    <div className={styles.answer} role="status" data-testid={testIds.doctor.answer}>
      <div className={styles.level}>{level}</div>
      <div className={styles.figures}>
        {figures}
        {first && (
          <>
            {' · next: '}
            <a
              className={styles.link}
              href={`#${STEPS_ID}`}
              onClick={(event) => {
                // A fragment would be a place of its own for the page's router.
                event.preventDefault();
                const steps = document.getElementById(STEPS_ID);
                steps?.scrollIntoView?.({ block: 'start' });
                steps?.focus({ preventScroll: true });
              }}
            >
              {first.title}
            </a>
          </>
        )}
      </div>
    </div>
  );
}

/** What holds for the whole report: that it is of an empty store, or not of all of it. */
function Notices({ report, lost }: { report: DoctorResponse; lost?: string }) {
  const { notices } = report;
  return (
    <>
      {isEmpty(report) && (
        <Alert severity="info" title="The store answered, but holds nothing the catalog knows" bottomSpacing={0}>
          No series of a GPU exporter, an engine, a gateway or a price in this time range. Choose another range if
          scraping began or ended outside of it, or begin with the first of the next steps below.
        </Alert>
      )}
      {notices.length > 0 && (
        <Alert
          severity="warning"
          title="This report is not of everything"
          bottomSpacing={0}
          data-testid={testIds.doctor.notices}
        >
          {notices.map((notice) => (
            <div key={notice}>{notice}</div>
          ))}
        </Alert>
      )}
      {lost !== undefined && (
        <Alert severity="info" title={`No signal is called “${lost}”`} bottomSpacing={0}>
          The link is of another version, or misspelt. Open a layer to see the signals that there are.
        </Alert>
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  answer: css({ fontVariantNumeric: 'tabular-nums' }),
  level: css({ fontSize: theme.typography.h3.fontSize, lineHeight: theme.typography.h3.lineHeight }),
  figures: css({ color: theme.colors.text.secondary }),
  link: css({ color: theme.colors.text.link, textDecoration: 'underline' }),
  end: css({ height: theme.spacing(1) }),
});
