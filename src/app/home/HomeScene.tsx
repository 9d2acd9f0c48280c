import {
  type SceneComponentProps,
  type SceneObject,
  SceneObjectBase,
  type SceneObjectState,
  SceneRefreshPicker,
  SceneTimePicker,
  type VizPanel,
} from '@grafana/scenes';
import React from 'react';

import { connectedSources } from './connectedSources';
import { fleetPanels } from './fleetPanels';
import { HomeContent } from './HomeContent';
import { LivePanels } from './LivePanels';

interface HomeState extends SceneObjectState {
  /** The time range of the live panels and how often they are asked for again. */
  controls: SceneObject[];
  /** The live panels of the first data source; none where nothing is connected. */
  panels: VizPanel[];
}

/** The body of Home: connections as plain components, with live panels of the data source below. */
export class HomeScene extends SceneObjectBase<HomeState> {
  static Component = ({ model }: SceneComponentProps<HomeScene>) => {
    const { controls, panels } = model.useState();
    return <HomeContent panels={panels.length > 0 && <LivePanels controls={controls} panels={panels} />} />;
  };

  private shownUid?: string;

  constructor() {
    super({ controls: [new SceneTimePicker({ isOnCanvas: true }), new SceneRefreshPicker({})], panels: [] });
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
