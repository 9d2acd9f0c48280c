import { LoadingPlaceholder } from '@grafana/ui';
import React, { lazy, Suspense } from 'react';

import { type ConfigProps } from './configProps';

const Editor = lazy(async () => ({ default: (await import('./ConfigEditor')).ConfigEditor }));

/** The config editor, which is loaded when settings are opened and not with every dashboard. */
export function LazyConfigEditor(props: ConfigProps) {
  return (
    <Suspense fallback={<LoadingPlaceholder text="Loading settings …" />}>
      <Editor {...props} />
    </Suspense>
  );
}
