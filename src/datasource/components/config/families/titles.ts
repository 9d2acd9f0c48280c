import { type Family } from '../model/families';

/** What each family is called, and what is read from its store. */
export const familyTitles: Record<Family, { title: string; about: string }> = {
  gpu: { title: 'GPU', about: 'What GPU exporters such as DCGM report: activity, power, clocks, NVLink, errors.' },
  engine: { title: 'Inference engine', about: 'What vLLM, SGLang, TGI, Triton and others report of themselves.' },
  kubernetes: {
    title: 'Kubernetes',
    about: 'Pods, their requests and restarts, from kube-state-metrics and cAdvisor.',
  },
  cost: { title: 'Cost', about: 'Price series such as OpenCost’s.' },
  gateway: {
    title: 'Gateway',
    about: 'Requests, tokens and latencies by tenant, as a proxy in front of the engines saw them.',
  },
  traces: {
    title: 'Traces',
    about:
      'A store with Tempo’s HTTP API. Exemplars then say whether their traces exist, and open the nearest one where theirs was sampled out.',
  },
};
