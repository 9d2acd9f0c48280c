import { css } from '@emotion/css';
import { Drawer } from '@grafana/ui';
import type { VizPanel } from '@grafana/scenes';
import { sceneGraph } from '@grafana/scenes';
import { useEffect, useState } from 'react';
import { closeInspector, inspected } from './inspected';
import { NoticeList } from './NoticeList';
import { probePanel } from './panelData';

function Content({ panel }: { panel: VizPanel }) {
  sceneGraph.getData(panel).useState();
  const probed = probePanel(panel);
  return (
    <div className={stack}>
      <NoticeList series={sceneGraph.getData(panel).state.data?.series ?? []} errors={probed.errors} />
      <pre className={code} data-testid="data-testid inspector-json">
        {JSON.stringify(probed.series, null, 2)}
      </pre>
    </div>
  );
}

/** Shows the errors, notices and frames of a panel. */
export function Inspector() {
  const [panel, setPanel] = useState<VizPanel | undefined>();
  useEffect(() => {
    const subscription = inspected.subscribe(setPanel);
    return () => subscription.unsubscribe();
  }, []);
  if (!panel) {
    return null;
  }
  const title = sceneGraph.interpolate(panel, panel.state.title, undefined, 'text');
  return (
    <Drawer title={`Inspect: ${title}`} size="md" onClose={closeInspector}>
      <Content panel={panel} />
    </Drawer>
  );
}

const stack = css({ display: 'flex', flexDirection: 'column', gap: 8 });
const code = css({ fontSize: 12, overflow: 'auto' });
