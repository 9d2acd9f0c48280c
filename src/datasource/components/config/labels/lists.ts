/** A setting that lists labels of the store. */
export interface LabelList {
  key: 'replicaLabels' | 'tenantLabels' | 'modelLabels' | 'groupLabels';
  label: string;
  /** Its name in the summary. */
  short: string;
  description: string;
  placeholder: string;
}

/** The settings that list labels of the store. */
export const labelLists: LabelList[] = [
  {
    key: 'replicaLabels',
    short: 'replica',
    label: 'Replica labels',
    description:
      'Tell copies of one series apart that several Prometheus or Thanos replicas scraped. One copy is read, so nothing is counted twice.',
    placeholder: 'prometheus_replica, __replica__, receive_replica, …',
  },
  {
    key: 'tenantLabels',
    short: 'tenant',
    label: 'Tenant labels',
    description:
      'May name who a request was for, in gateway and engine series. The first that a series has counts. Not one with a value for each request or person.',
    placeholder: 'tenant, team_alias, team, tenant_id, customer, …',
  },
  {
    key: 'modelLabels',
    short: 'model',
    label: 'Model labels',
    description: 'May name the LLM where an engine does not. What an engine says itself comes first.',
    placeholder: 'llm_model, served_model_name, model_name, model, …',
  },
  {
    key: 'groupLabels',
    short: 'group',
    label: 'Group labels',
    description: 'Pods with the same value of one form a parallel group: the nodes of one tensor-parallel replica.',
    placeholder: 'none, or for example leaderworkerset_name',
  },
];
