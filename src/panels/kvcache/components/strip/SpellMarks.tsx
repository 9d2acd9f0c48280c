import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

import { type KVCacheSpell } from '../../../../shared/types.gen';
import { wordsOf } from '../../model/verdicts';

interface Props {
  spells: KVCacheSpell[];
  range: [number, number];
  width: number;
}

/** A spell is seen however short it is. */
const LEAST = 3;

/** The spells of verdicts along the upper edge of a strip: a bar for what is bad, a dashed one for what is to be watched. */
export function SpellMarks({ spells, range: [from, to], width }: Props) {
  const styles = useStyles2(getStyles);
  const at = (time: number) => Math.min(width, Math.max(0, ((time - from) / (to - from)) * width));
  return (
    <>
      {spells.map((spell) => (
        <span
          key={`${spell.verdict} ${spell.from}`}
          aria-hidden
          data-verdict={spell.verdict}
          className={cx(styles.mark, wordsOf(spell.verdict).level === 'bad' ? styles.bad : styles.watch)}
          style={{ left: at(spell.from), width: Math.max(LEAST, at(spell.to) - at(spell.from)) }}
        />
      ))}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  mark: css({ position: 'absolute', top: 0, height: 0, pointerEvents: 'none' }),
  bad: css({ borderTop: `3px solid ${theme.colors.error.text}` }),
  watch: css({ borderTop: `3px dashed ${theme.colors.warning.text}` }),
});
