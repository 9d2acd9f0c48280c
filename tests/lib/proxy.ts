import { type AddressInfo } from 'node:net';
import { createServer, request, type Server } from 'node:http';

/** A store that can be switched off and on: it passes everything on to the real one while it is up. */
export class StoppableStore {
  private server?: Server;
  private port = 0;

  constructor(private readonly target: string) {}

  /** The address to give to a data source. */
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Listens, after the first time on the same port again. */
  async start(): Promise<void> {
    const server = createServer((incoming, outgoing) => {
      const { method, headers, url = '/' } = incoming;
      const onward = request(new URL(url, this.target), { method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      });
      onward.on('error', () => outgoing.destroy());
      // Who hangs up wants no answer, and an answer that nobody reads would keep this process alive.
      outgoing.on('close', () => onward.destroy());
      incoming.pipe(onward);
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(this.port, '127.0.0.1', resolve);
    });
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  /** Stops listening and cuts what is open. */
  async stop(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (server) {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    }
  }
}
