import { type About } from '../../../shared/panel/model/message';

import { isFigure, nameOf } from './figures';

/** What the panel's messages are about. */
export const about: About = {
  queryType: 'cost',
  typeName: 'Cost',
  noun: 'cost',
  by: ['tenant'],
  nameOf: (field) => (isFigure(field) ? nameOf(field) : field),
  whole: 'cost_total',
};
