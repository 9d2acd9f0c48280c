import { type Builder, type Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import { type PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';

import { type FigureId } from '../../../src/panels/tpbalance/model/figures';
import { type BalanceOptions, defaultOptions } from '../../../src/panels/tpbalance/options/options';
import { BALANCE_PANEL_ID } from '../../../src/shared/ids';

import { appPanel } from './appPanel';
import { filtersBy } from './correlate';
import { type QuestionOf, target } from './target';

/** What a balance panel asks. */
export type BalanceQuestion = QuestionOf<FigureId>;

// A chart of a single GPU is some two hundred pixels wide.
const KIND = { id: BALANCE_PANEL_ID, maxDataPoints: 200 };

/** A balance query of the data source, scoped by the dashboard's variables. */
export const balance = (question: BalanceQuestion): Builder<Dataquery> =>
  target('balance', { filters: filtersBy(), ...question });

/** The balance panel on a table of groups and, for the charts of an opened row, its GPUs over time. */
export function balancePanel(
  title: string,
  description: string,
  questions: BalanceQuestion[],
  options: Partial<BalanceOptions> = {}
): PanelBuilder {
  return appPanel(KIND, title, description, questions.map(balance), { ...defaultOptions, ...options });
}
