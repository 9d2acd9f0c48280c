import { type PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';

import { costPanel } from '../lib/cost';

/** The bill by tenant, open to models. */
export function whoPays(): PanelBuilder {
  return costPanel(
    'Who pays',
    'The bill for all GPUs, divided among tenants by the tokens made for them; open a tenant to see its models. Currencies stand side by side and are never added. Rows add up to the bill, with what is idle, unattributed and unlabelled.',
    { by: ['tenant', 'llm_model'], format: 'table' },
    { outlook: false }
  );
}

/** The same as areas. */
export function areas(): PanelBuilder {
  return costPanel(
    'Where the money goes',
    'Money as areas: tenants, and in them the models that they asked. Grey is what is no tenant’s. A click narrows the dashboard.',
    { by: ['tenant', 'llm_model'], format: 'table', fields: ['cost_total'] },
    { view: 'treemap', outlook: false, showCoverage: false }
  );
}

/** The same over time. */
export function overTime(): PanelBuilder {
  return costPanel(
    'Cost per hour by tenant',
    'What each tenant’s tokens cost at each step, per hour, stacked; what is no tenant’s lies on top.',
    { by: ['tenant'], format: 'timeseries', fields: ['cost_total'] },
    { view: 'time', outlook: false, showCoverage: false }
  );
}

/** What tokens cost. */
export function prices(): PanelBuilder {
  return costPanel(
    'Unit prices by model',
    'Money of a million prompt and generated tokens and of a request, and which part of the generated tokens reached a gateway. Where an engine reports neither phase, prices of tokens are not known.',
    { by: ['llm_model'], format: 'table', who: false },
    { view: 'prices', outlook: false, showCoverage: false }
  );
}

// An hour each: the finer the steps, the better is known since when there is data.
const MONTH_POINTS = 750;

/** The month, whatever the dashboard's range is. */
export function month(): PanelBuilder {
  return costPanel(
    'This month',
    'The month to date by tenant, whatever the dashboard’s time range is, and what it will come to at its mean rate. It says from when there is data.',
    [
      {
        by: ['tenant'],
        format: 'table',
        fields: [
          'gpu_hours',
          'prompt_tokens',
          'cached_tokens',
          'cost_prompt',
          'cost_generation',
          'cost_total',
          'saved_by_cache',
        ],
      },
      { refId: 'B', by: ['tenant'], format: 'timeseries', fields: ['cost_total'] },
    ],
    { columns: ['cost_total', 'share', 'gpu_hours'] }
  )
    .timeFrom('now/M')
    .maxDataPoints(MONTH_POINTS);
}

/** What the money was for. */
export function purposes(): PanelBuilder {
  return costPanel(
    'What the money is for',
    'Prompts, generated tokens, and GPUs that made none: idle ones are held by a replica, unattributed ones by nobody. The usage basis counts time without work as idle.',
    { by: ['llm_model'], format: 'timeseries', fields: ['cost_prompt', 'cost_generation', 'cost_total'], who: false },
    { view: 'time', stack: 'parts', outlook: false, showCoverage: false }
  );
}

/** Capacity by card and place. */
export function capacity(): PanelBuilder {
  return costPanel(
    'Capacity by GPU model and node',
    'GPU-hours and their money by model of card; open one to see its nodes. Unattributed are cards that nobody held: capacity that could be used or given back.',
    {
      by: ['gpu_model', 'node'],
      format: 'table',
      fields: ['gpu_hours', 'generation_tokens', 'cost_prompt', 'cost_generation', 'cost_total'],
      who: false,
    },
    { columns: ['cost_total', 'share', 'gpu_hours', 'generation_tokens'], outlook: false, showCoverage: false }
  );
}
