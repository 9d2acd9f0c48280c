import { css } from '@emotion/css';
import { type GrafanaTheme2, type TimeRange } from '@grafana/data';
import { Combobox, type ComboboxOption, Icon, useStyles2 } from '@grafana/ui';
import React, { useId, useMemo, useState } from 'react';

import { testIds } from '../../../../shared/testIds';
import { exploreLink } from '../../../model/exploreLink';
import { HiddenLabel } from '../../fields/HiddenLabel';
import { useLater } from '../../fields/useLater';

import { SentExpression } from './SentExpression';
import { usePromSources } from './usePromSources';

interface Props {
  expressions: string[];
  range?: TimeRange;
}

/** The PromQL that was sent for the last answer, folded away until it is wanted. */
export function SentPromQL({ expressions, range }: Props) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const count = `${expressions.length} ${expressions.length === 1 ? 'query' : 'queries'}`;

  return (
    <div>
      <button
        type="button"
        className={styles.toggle}
        aria-expanded={isOpen}
        aria-controls={id}
        data-testid={testIds.query.sent}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name={isOpen ? 'angle-down' : 'angle-right'} /> PromQL sent · {count}
      </button>
      {isOpen && (
        <div id={id} className={styles.body}>
          <Expressions expressions={expressions} range={range} />
        </div>
      )}
    </div>
  );
}

function Expressions({ expressions, range }: Props) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const sources = usePromSources();
  const [chosen, setChosen] = useState(sources[0]?.uid);
  const source = sources.find(({ uid }) => uid === chosen);
  const options = useMemo(() => sources.map(({ uid, name }) => ({ value: uid, label: name })), [sources]);
  const onChoose = useLater(({ value }: ComboboxOption) => setChosen(value));

  return (
    <>
      {sources.length > 1 && (
        <div className={styles.chooser}>
          <HiddenLabel htmlFor={id} text="Data source to open in" />
          <span>Open in</span>
          <Combobox
            id={id}
            width={32}
            options={options}
            value={chosen}
            onChange={onChoose}
            data-testid={testIds.query.sentSource}
          />
        </div>
      )}
      <ul className={styles.list}>
        {expressions.map((expr) => (
          <SentExpression key={expr} expr={expr} href={source && range && exploreLink(expr, source, range)} />
        ))}
      </ul>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  toggle: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    padding: theme.spacing(0.25, 0.5),
    border: 'none',
    borderRadius: theme.shape.radius.default,
    background: 'transparent',
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    '&:hover': { background: theme.colors.action.hover },
  }),
  body: css({ padding: theme.spacing(0.5, 1) }),
  chooser: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    paddingBottom: theme.spacing(0.5),
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
});
