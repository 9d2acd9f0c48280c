import { css } from '@emotion/css';
import type { PanelData } from '@grafana/data';
import { RadioButtonGroup } from '@grafana/ui';
import { useEffect, useState } from 'react';
import { NoticeList } from '../probe/NoticeList';
import { showAs } from './exploreScene';
import type { ExploreScene } from './exploreScene';
import { Meta } from './Meta';
import { shapeOf } from './shape';
import type { Shape } from './shape';

const SHAPES: Array<{ label: string; value: Shape | 'auto' }> = [
  { label: 'Auto', value: 'auto' },
  { label: 'Graph', value: 'graph' },
  { label: 'Table', value: 'table' },
];

interface Props {
  explore: ExploreScene;
  data: PanelData | undefined;
}

/** The answer to a query: errors and notices, a graph or table, and what the frames say of themselves. */
export function Answer({ explore, data }: Props) {
  const [wanted, setWanted] = useState<Shape | 'auto'>('auto');
  const series = data?.series ?? [];
  const shape = wanted === 'auto' ? shapeOf(series) : wanted;
  const hasSeries = series.length > 0;
  useEffect(() => {
    if (hasSeries) {
      showAs(explore, shape);
    }
  }, [explore, shape, hasSeries]);
  useEffect(() => {
    const choice = <RadioButtonGroup size="sm" options={SHAPES} value={wanted} onChange={setWanted} />;
    explore.panel.setState({ headerActions: choice });
  }, [explore, wanted]);
  // Before the first run the runner holds empty data that belongs to no request.
  if (!data?.request) {
    return null;
  }
  const { panel } = explore;
  const errors = (data.errors ?? (data.error ? [data.error] : [])).map((error) => error.message ?? 'Unknown error');
  return (
    <>
      <NoticeList series={series} errors={errors} />
      <div className={frame} data-testid="data-testid explore-answer">
        <panel.Component model={panel} />
      </div>
      {hasSeries && <Meta series={series} />}
    </>
  );
}

const frame = css({ position: 'relative', height: 380 });
