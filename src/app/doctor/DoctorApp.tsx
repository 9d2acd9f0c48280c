import { SceneApp, useSceneApp } from '@grafana/scenes';
import React from 'react';

import { doctorPage } from './doctorPage';

const createApp = () => new SceneApp({ pages: [doctorPage()], name: 'tokenpath-doctor' });

/** The doctor's page, loaded when it is first opened. */
export default function DoctorApp() {
  const app = useSceneApp(createApp);
  return <app.Component model={app} />;
}
