/**
 * Times Grafana's own "join by field" transformation on the answers of range queries, as a panel on the Prometheus data
 * source would join them: node join-by-field.ts <repeat> <file>…; the files are bodies of /api/v1/query_range. Prints
 * milliseconds as JSON. Parsing and the making of frames are timed apart from the join.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import './pageGlobals';

interface Answer {
  data: { result: Array<{ metric: Record<string, string>; values: Array<[number, string]> }> };
}

interface Result {
  series: number;
  rows: number;
  parse: number[];
  join: number[];
}

// Node can load the library's CommonJS form only.
function library(): typeof import('@grafana/data') {
  return createRequire(__filename)('@grafana/data');
}

function measure(repeat: number, files: string[]): Result {
  const { FieldType, outerJoinDataFrames, toDataFrame } = library();
  const texts = files.map((file) => readFileSync(file, 'utf8'));
  const out: Result = { series: 0, rows: 0, parse: [], join: [] };
  for (let i = 0; i < repeat; i++) {
    const began = performance.now();
    const frames = texts.flatMap((text) =>
      (JSON.parse(text) as Answer).data.result.map((series) =>
        toDataFrame({
          fields: [
            { name: 'Time', type: FieldType.time, values: series.values.map(([at]) => at * 1000) },
            {
              name: 'Value',
              type: FieldType.number,
              labels: series.metric,
              values: series.values.map(([, value]) => Number(value)),
            },
          ],
        })
      )
    );
    const parsed = performance.now();
    const joined = outerJoinDataFrames({ frames, joinBy: (field) => field.type === FieldType.time });
    out.parse.push(parsed - began);
    out.join.push(performance.now() - parsed);
    out.series = frames.length;
    out.rows = joined?.length ?? 0;
  }
  return out;
}

const [repeat, ...files] = process.argv.slice(2);
process.stdout.write(JSON.stringify(measure(Number(repeat), files)));
