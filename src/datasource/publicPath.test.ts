import { chunkFolder } from './publicPath';

describe('chunkFolder', () => {
  it.each([
    ['/public/plugins/tokenpath-correlation-datasource/', '/public/plugins/tokenpath-inference-app/'],
    ['/sub/public/plugins/tokenpath-inference-app/datasource/', '/sub/public/plugins/tokenpath-inference-app/'],
    [
      'https://cdn.example.com/tokenpath-inference-app/0.1.0/public/plugins/tokenpath-inference-app/datasource/',
      'https://cdn.example.com/tokenpath-inference-app/0.1.0/public/plugins/tokenpath-inference-app/',
    ],
    ['/public/plugins/tokenpath-inference-app/', '/public/plugins/tokenpath-inference-app/'],
  ])('%s', (module, chunks) => expect(chunkFolder(module)).toBe(chunks));
});
