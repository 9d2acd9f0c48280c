import { type Binding, type Currency, type ExemplarTraceIDDestination, type Price } from '../../../../shared/types.gen';
import { type TokenpathSettings } from '../../../types';
import { durationError } from '../../../model/duration';
import { type Options } from '../configProps';

import { currencyError, firstOf, labelError, parametersError, urlError } from './checks';
import { endpointOf, type Family, type FamilyEndpoint } from './families';
import { instantError, validityError } from './instants';

/** What is wrong with a declared price, in words, or undefined. */
export function priceProblem(price: Price): string | undefined {
  if (!(price.per_hour > 0)) {
    return 'The price has to be more than 0; leave the row out where it is not known.';
  }
  return firstOf(currencyError(price.currency), instantError(price.from), instantError(price.to), validityError(price));
}

/** What is wrong with a declared currency, in words, or undefined. */
export function currencyProblem({ currency }: Currency): string | undefined {
  return currencyError(currency);
}

/** Who holds the devices: an instance, or a pod in its namespace. */
function replicaProblem({ instance, namespace, pod }: Binding): string | undefined {
  const isPod = Boolean(namespace && pod);
  if (isPod && instance) {
    return 'Name the replica once: an instance, or a namespace and a pod.';
  }
  const isHalf = !isPod && Boolean(namespace || pod);
  return isHalf || !(isPod || instance) ? 'Name the replica: an instance, or a namespace and a pod.' : undefined;
}

function devicesProblem({ gpu_uuids: cards, mig_ids: slices = [] }: Binding): string | undefined {
  if (!cards?.length) {
    return 'Name at least one GPU by its UUID.';
  }
  return slices.length > 0 && slices.length !== cards.length
    ? `There are ${slices.length} MIG ids for ${cards.length} GPUs; give one for each, in the same order.`
    : undefined;
}

/** What is wrong with a declared ownership, in words, or undefined. */
export function bindingProblem(binding: Binding): string | undefined {
  const { from, to } = binding;
  return firstOf(
    replicaProblem(binding),
    devicesProblem(binding),
    instantError(from),
    instantError(to),
    validityError(binding)
  );
}

/** What is wrong with a link from exemplars to traces, in words, or undefined. */
export function destinationProblem({ name, datasourceUid, url }: ExemplarTraceIDDestination): string | undefined {
  if (!name) {
    return 'Name the exemplar’s label that holds the trace id.';
  }
  if (!datasourceUid === !url) {
    return 'Choose a tracing data source or give a URL, one of them.';
  }
  if (url && !/^(https?:\/\/|\/)/.test(url)) {
    return 'Start the URL with http://, https:// or /.';
  }
  return url && !url.includes('${__value.raw}') ? 'Put ${__value.raw} where the trace id goes.' : undefined;
}

/** The first thing that is wrong with items of a list, with which one it is. */
export function listProblem<T>(
  noun: string,
  items: T[] | undefined,
  problem: (item: T) => string | undefined
): string | undefined {
  const problems = (items ?? []).map(problem);
  const index = problems.findIndex(Boolean);
  return index < 0 ? undefined : `${noun} ${index + 1}: ${problems[index]}`;
}

/** What is wrong with the settings of a family's store. */
export function familyProblem(options: Options, family: Family): string | undefined {
  const endpoint = endpointOf(options, family);
  const step = durationError(options.jsonData.nativeStep?.[family] ?? '');
  if (!endpoint) {
    return step;
  }
  const instead = family === 'traces' ? 'remove this store' : 'read it from the default endpoint';
  const missing = endpoint.url ? undefined : `Enter a URL, or ${instead}.`;
  return firstOf(
    missing,
    urlError(endpoint.url ?? ''),
    parametersError(endpoint.customQueryParameters ?? ''),
    forwardProblem(options, endpoint),
    step
  );
}

/** What keeps identity or cookies from being forwarded to a family's store: Grafana hands identity and cookies to a data source only where its default endpoint forwards them. */
export function forwardProblem({ jsonData }: Options, endpoint: FamilyEndpoint | undefined): string | undefined {
  if (endpoint?.oauthPassThru && !jsonData.oauthPassThru) {
    return 'Grafana hands over the identity only where the default endpoint forwards it too.';
  }
  const cookie = endpoint?.keepCookies?.find((name) => !jsonData.keepCookies?.includes(name));
  return cookie && `Grafana hands over the cookie ${cookie} only where the default endpoint allows it too.`;
}

/** What is wrong with the settings of labels. */
export function labelsProblem(jsonData: TokenpathSettings): string | undefined {
  const { clusterLabel = '', replicaLabels = [], tenantLabels = [], modelLabels = [], groupLabels = [] } = jsonData;
  return firstOf(...[clusterLabel, ...replicaLabels, ...tenantLabels, ...modelLabels, ...groupLabels].map(labelError));
}
