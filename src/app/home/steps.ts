/** One step from nothing to the first dashboard. */
export interface Step {
  id: string;
  title: string;
  text: string;
}

/** The way to the first connection, in order. */
export const steps: Step[] = [
  {
    id: 'create',
    title: 'Create a data source',
    text: 'It joins the series of one store. You can add more later, one a store.',
  },
  {
    id: 'url',
    title: 'Enter the URL of your store',
    text: 'Prometheus, VictoriaMetrics, Mimir or Thanos, as Grafana’s server reaches it. Everything else has a default.',
  },
  {
    id: 'test',
    title: 'Press Save & test',
    text: 'It says which GPUs, replicas, engines and prices were found, and how many GPUs have a known owner.',
  },
  {
    id: 'dashboard',
    title: 'Open the dashboard',
    text: '“Fleet: silicon to tokens” shows tokens, tensor activity, KV cache and cost of every replica.',
  },
];
