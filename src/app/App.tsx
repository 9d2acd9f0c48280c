import { LoadingPlaceholder } from '@grafana/ui';
import React, { useEffect, useState } from 'react';

import { Pages } from './Pages';
import { initTranslations } from './translations';

/** The app's root: its pages, once the texts of its own copy of Scenes are there. */
export default function App() {
  const [ready, setReady] = useState(false);

  useEffect(() => {
    // Missing translations are no reason to show nothing: the English texts are in the code.
    initTranslations().finally(() => setReady(true));
  }, []);

  return ready ? <Pages /> : <LoadingPlaceholder text="Loading Tokenpath…" />;
}
