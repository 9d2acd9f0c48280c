import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, FilterInput, IconButton, RadioButtonGroup, useStyles2 } from '@grafana/ui';
import React, { useEffect, useMemo, useRef, useState } from 'react';

import { testIds } from '../../../shared/testIds';
import { type DoctorLayer, type DoctorResponse, type SignalState } from '../../../shared/types.gen';
import { systemText } from '../model/layerRows';
import { layerMark } from '../model/mark';
import { filterRows, rowsOfLayer, stateChoices } from '../model/signalRows';

import { SignalTable } from './SignalTable';
import { StateMark } from './StateMark';

interface Props {
  id: string;
  report: DoctorResponse;
  layer: DoctorLayer;
  onChoose: (signal: string) => void;
  onClose: () => void;
}

/** A layer opened: what is wrong with it, what its systems are, and its signals. */
export function LayerSection({ id, report, layer, onChoose, onClose }: Props) {
  const styles = useStyles2(getStyles);
  const place = useRef<HTMLElement>(null);
  const rows = useMemo(() => rowsOfLayer(report, layer.id), [report, layer.id]);

  useEffect(() => place.current?.scrollIntoView?.({ block: 'nearest' }), [layer.id]);

  return (
    <section
      ref={place}
      id={id}
      className={styles.section}
      aria-label={`${layer.title}: signals`}
      data-testid={testIds.doctor.signals}
    >
      <div className={styles.head}>
        <h3 className={styles.title}>{layer.title}</h3>
        <StateMark mark={layerMark(layer.state)} />
        <IconButton name="times" aria-label={`Close ${layer.title}`} onClick={onClose} className={styles.close} />
      </div>
      <Facts layer={layer} />
      {rows.length > 0 ? (
        // What the rows are narrowed to belongs to the layer.
        <FilteredSignals key={layer.id} rows={rows} onChoose={onChoose} />
      ) : (
        <p className={styles.quiet}>
          {layer.state === 'unreachable'
            ? 'Its store did not answer, so nothing is known of its signals.'
            : 'No signals of the catalog belong to this layer.'}
        </p>
      )}
    </section>
  );
}

/** All problems of a layer, and its systems with what is special about them. */
function Facts({ layer }: { layer: DoctorLayer }) {
  const styles = useStyles2(getStyles);
  const systems = layer.systems.map((system) => [systemText(system), system.note].filter(Boolean).join('. '));
  return (
    <>
      {layer.problems.length > 0 && (
        <ul className={styles.facts} aria-label="What is wrong">
          {layer.problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
      {systems.length > 0 && (
        <ul className={styles.systems} aria-label="Systems">
          {systems.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </>
  );
}

type Choice = SignalState | 'all';

function FilteredSignals({ rows, onChoose }: { rows: ReturnType<typeof rowsOfLayer> } & Pick<Props, 'onChoose'>) {
  const styles = useStyles2(getStyles);
  const [choice, setChoice] = useState<Choice>('all');
  const [text, setText] = useState('');
  const choices = useMemo(
    () => stateChoices(rows).map(({ state, label }) => ({ value: state ?? ('all' as const), label })),
    [rows]
  );
  // A state may be gone after the report was made anew.
  const chosen: Choice = choices.some(({ value }) => value === choice) ? choice : 'all';
  const shown = useMemo(
    () => filterRows(rows, { state: chosen === 'all' ? undefined : chosen, text }),
    [rows, chosen, text]
  );
  const clear = () => {
    setChoice('all');
    setText('');
  };

  return (
    <>
      <div className={styles.filters}>
        <RadioButtonGroup<Choice> size="sm" aria-label="State" options={choices} value={chosen} onChange={setChoice} />
        <div className={styles.search}>
          <FilterInput
            value={text}
            onChange={setText}
            placeholder="Signal, metric, system or label"
            aria-label="Search signals"
            escapeRegex={false}
          />
        </div>
      </div>
      {shown.length > 0 ? (
        <SignalTable rows={shown} onChoose={onChoose} />
      ) : (
        <div role="status" className={styles.none}>
          No signal of this layer matches.
          <Button size="sm" variant="secondary" onClick={clear}>
            Show all {rows.length}
          </Button>
        </div>
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({
    minWidth: 0,
    display: 'grid',
    gap: theme.spacing(1),
    padding: theme.spacing(2),
    background: theme.colors.background.secondary,
    borderRadius: theme.shape.radius.default,
    scrollMarginTop: theme.spacing(2),
  }),
  head: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1.5) }),
  title: css({ margin: 0, fontSize: theme.typography.h4.fontSize }),
  close: css({ marginLeft: 'auto' }),
  facts: css({ margin: 0, paddingLeft: theme.spacing(2.5), overflowWrap: 'anywhere' }),
  systems: css({
    listStyle: 'none',
    margin: 0,
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 3),
    color: theme.colors.text.secondary,
    fontVariantNumeric: 'tabular-nums',
  }),
  filters: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
  search: css({ flex: '1 1 240px', maxWidth: 360 }),
  none: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1.5), color: theme.colors.text.secondary }),
  quiet: css({ margin: 0, color: theme.colors.text.secondary }),
});
