import {
  type SceneComponentProps,
  sceneGraph,
  type SceneObject,
  SceneObjectBase,
  type SceneObjectState,
  SceneObjectUrlSyncConfig,
  type SceneObjectUrlValues,
  SceneTimePicker,
} from '@grafana/scenes';
import React, { useState } from 'react';

import { connectedSources } from '../home/connectedSources';

import { DoctorContent } from './DoctorContent';
import { type Place } from './place';

interface DoctorState extends SceneObjectState, Place {
  /** The chosen data source. */
  uid?: string;
  /** The picker of the time range. */
  picker: SceneObject;
}

/** The name under which dashboards, too, have their data source in the address. */
const SOURCE_KEY = 'var-datasource';

const textOf = (value: SceneObjectUrlValues[string]) => (typeof value === 'string' && value ? value : undefined);

/** The body of the page; its data source, layer and signal are in the address, so that a link leads to them. */
export class DoctorScene extends SceneObjectBase<DoctorState> {
  static Component = Doctor;

  protected _urlSync = new SceneObjectUrlSyncConfig(this, { keys: [SOURCE_KEY, 'layer', 'signal'] });

  constructor() {
    super({ picker: new SceneTimePicker({ isOnCanvas: true }) });
  }

  getUrlState(): SceneObjectUrlValues {
    const { uid, layer, signal } = this.state;
    return { [SOURCE_KEY]: uid, layer, signal };
  }

  updateFromUrl(values: SceneObjectUrlValues): void {
    const next: Partial<DoctorState> = {};
    if (SOURCE_KEY in values) {
      next.uid = textOf(values[SOURCE_KEY]);
    }
    if ('layer' in values) {
      next.layer = textOf(values.layer);
    }
    if ('signal' in values) {
      next.signal = textOf(values.signal);
    }
    this.setState(next);
  }
}

function Doctor({ model }: SceneComponentProps<DoctorScene>) {
  const { uid, layer, signal, picker } = model.useState();
  const range = sceneGraph.getTimeRange(model);
  const { value } = range.useState();
  const [sources] = useState(connectedSources);
  return (
    <DoctorContent
      sources={sources}
      uid={uid}
      from={value.from.valueOf()}
      to={value.to.valueOf()}
      place={{ layer, signal }}
      controls={<picker.Component model={picker} />}
      onChooseSource={(chosen) => model.setState({ uid: chosen })}
      onMove={(place) => model.setState({ layer: place.layer, signal: place.signal })}
      onRefresh={() => range.onRefresh()}
    />
  );
}
