import * as emotionCss from '@emotion/css';
import * as emotionReact from '@emotion/react';
import * as grafanaData from '@grafana/data';
import * as grafanaRuntime from '@grafana/runtime';
import * as grafanaUi from '@grafana/ui';
import * as i18next from 'i18next';
import lodash from 'lodash';
import moment from 'moment';
import * as react from 'react';
import * as jsxDevRuntime from 'react/jsx-dev-runtime';
import * as jsxRuntime from 'react/jsx-runtime';
import * as reactDom from 'react-dom';
import * as reactDomClient from 'react-dom/client';
import * as reactRouter from 'react-router';
import * as reactRouterDom from 'react-router-dom';
import * as rxjs from 'rxjs';
import * as rxjsOperators from 'rxjs/operators';

/** A CommonJS package whose callers expect `module.exports` itself, in the form SystemJS understands. */
function commonJs(exported: object): System.Module {
  return { ...exported, default: exported, __useDefault: true };
}

/** The libraries that a plugin built with Grafana's webpack configuration takes from its host. */
export const externals: Record<string, System.Module> = {
  '@emotion/css': emotionCss,
  '@emotion/react': emotionReact,
  '@grafana/data': grafanaData,
  '@grafana/runtime': grafanaRuntime,
  '@grafana/ui': grafanaUi,
  i18next,
  lodash: commonJs(lodash),
  moment: commonJs(moment),
  react: commonJs(react),
  'react/jsx-runtime': commonJs(jsxRuntime),
  'react/jsx-dev-runtime': commonJs(jsxDevRuntime),
  'react-dom': commonJs(reactDom),
  'react-dom/client': commonJs(reactDomClient),
  'react-router': reactRouter,
  'react-router-dom': reactRouterDom,
  rxjs,
  'rxjs/operators': rxjsOperators,
};
