import { css } from '@emotion/css';
import { type GrafanaTheme2, type PanelProps } from '@grafana/data';
import { RadioButtonGroup, useStyles2 } from '@grafana/ui';
import React, { type ReactNode, useMemo, useState } from 'react';

import { type Part } from '../../../shared/panel/model/answer';
import { blocksOf } from '../model/blocks';
import { currencyName } from '../model/money';
import { rangeRows } from '../model/views';
import { type CostOptions } from '../options/options';

import { CostBlock } from './block/CostBlock';

/** A currency gets no less room than this beside another. */
const LEAST_WIDTH = 430;
const GAP = 16;

interface Props extends PanelProps<CostOptions> {
  part: Part;
  /** The answer over time, if there is one: it knows since when there is data. */
  time?: Part;
  /** The line above, with the choice of a currency where not all are seen. */
  header: (currencies: ReactNode) => ReactNode;
}

/** The currencies of an answer side by side, or one of them where there is no room for all. */
export function CostBlocks({ part, header, ...props }: Props) {
  const styles = useStyles2(getStyles);
  const [wanted, setWanted] = useState<string>();
  const blocks = useMemo(() => blocksOf(part, rangeRows(part)), [part]);
  const { width } = props;
  const hasRoom = blocks.length <= 1 || (width - GAP * (blocks.length - 1)) / blocks.length >= LEAST_WIDTH;
  const chosen = blocks.find(({ currency }) => currency === wanted) ?? blocks[0];
  const seen = hasRoom ? blocks : [chosen];
  const options = blocks.map(({ currency }) => ({ value: currency, label: currencyName(currency) }));
  return (
    <>
      {header(
        !hasRoom && (
          <div className={styles.currencies}>
            <RadioButtonGroup
              size="sm"
              aria-label="Currency"
              options={options}
              value={chosen.currency}
              onChange={setWanted}
            />
          </div>
        )
      )}
      <div className={styles.blocks}>
        {seen.map((block) => (
          <CostBlock
            {...props}
            key={block.currency}
            part={part}
            block={block}
            unseen={blocks.filter((one) => !seen.includes(one))}
            width={Math.floor((width - GAP * (seen.length - 1)) / seen.length)}
          />
        ))}
      </div>
    </>
  );
}

const getStyles = (_theme: GrafanaTheme2) => ({
  currencies: css({ flexShrink: 0 }),
  blocks: css({ display: 'flex', gap: GAP }),
});
