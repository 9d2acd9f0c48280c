import { locationService } from '@grafana/runtime';
import { getExploreURL, sceneGraph, VizPanel, VizPanelMenu } from '@grafana/scenes';
import { inspectPanel } from '../probe/inspected';

async function explore(panel: VizPanel): Promise<void> {
  const { data } = sceneGraph.getData(panel).state;
  if (!data) {
    return;
  }
  const range = sceneGraph.getTimeRange(panel).state.value.raw;
  locationService.push(await getExploreURL(data, panel, range));
}

/** The menu in a panel's corner: look at its data, or take its query to Explore. */
export function panelMenu(): VizPanelMenu {
  const menu = new VizPanelMenu({});
  menu.addActivationHandler(() => {
    const panel = menu.parent;
    if (!(panel instanceof VizPanel)) {
      return;
    }
    menu.setItems([
      { text: 'Inspect data', iconClassName: 'info-circle', onClick: () => inspectPanel(panel) },
      { text: 'Explore', iconClassName: 'compass', onClick: () => void explore(panel) },
    ]);
  });
  return menu;
}
