import { type SceneComponentProps, SceneObjectBase, type SceneObjectState, type VizPanel } from '@grafana/scenes';
import React from 'react';

import { connectedSources } from './connectedSources';
import { fleetPanels } from './fleetPanels';
import { HomeContent } from './HomeContent';
import { PanelRow } from './PanelRow';

interface HomeState extends SceneObjectState {
  /** The live panels of the first data source; none where nothing is connected. */
  panels: VizPanel[];
}

/** The body of Home: connections as plain components, with live panels of the data source below. */
export class HomeScene extends SceneObjectBase<HomeState> {
  static Component = ({ model }: SceneComponentProps<HomeScene>) => {
    const { panels } = model.useState();
    return <HomeContent panels={panels.length > 0 && <PanelRow panels={panels} />} />;
  };

  private shownUid?: string;

  constructor() {
    super({ panels: [] });
    this.addActivationHandler(this.onActivate.bind(this));
  }

  // The page outlives a visit, so a data source that was made in between is found on the next one.
  private onActivate() {
    const [first] = connectedSources();
    if (first?.uid !== this.shownUid) {
      this.shownUid = first?.uid;
      this.setState({ panels: first ? fleetPanels(first.uid) : [] });
    }
  }
}
