import { DataTopic, LoadingState } from '@grafana/data';
import type { DataFrame, DataQueryError, DataQueryRequest, DataQueryResponse, PanelData } from '@grafana/data';

/** The answers of one request so far, by key: a data source may answer in several packets. */
export interface PacketState {
  panelData: PanelData;
  packets: Record<string, DataQueryResponse>;
}

/** What a panel holds before its first answer. */
export function initialState(request: DataQueryRequest): PacketState {
  return {
    panelData: { state: LoadingState.Loading, series: [], request, timeRange: request.range },
    packets: {},
  };
}

/** Items stay as they came: scenes turn them into frames themselves, and a variable's answer holds none. */
function splitByTopic(packets: DataQueryResponse[]): { series: DataFrame[]; annotations: DataFrame[] } {
  const series: DataFrame[] = [];
  const annotations: DataFrame[] = [];
  const items: DataFrame[] = packets.flatMap((packet) => packet.data ?? []);
  for (const item of items) {
    (item.meta?.dataTopic === DataTopic.Annotations ? annotations : series).push(item);
  }
  return { series, annotations };
}

function errorsOf(packets: DataQueryResponse[]): DataQueryError[] {
  return packets.flatMap((packet) => packet.errors ?? (packet.error ? [packet.error] : []));
}

/** Adds a packet: one with a known key replaces the former, and any error makes the whole an error. */
export function addPacket(state: PacketState, packet: DataQueryResponse): PacketState {
  const key = packet.key ?? packet.data?.[0]?.refId ?? 'A';
  const packets: Record<string, DataQueryResponse> = { ...state.packets, [key]: packet };
  const all: DataQueryResponse[] = Object.values(packets);
  const errors = errorsOf(all);
  const panelData: PanelData = {
    ...state.panelData,
    ...splitByTopic(all),
    state: errors.length > 0 ? LoadingState.Error : (packet.state ?? LoadingState.Done),
    error: errors[0],
    errors: errors.length > 0 ? errors : undefined,
  };
  return { packets, panelData };
}
