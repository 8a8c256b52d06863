import { Agent, request } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

/** What one side of a comparison is asked, so many times, over so many connections. */
export interface Load {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly requests: number;
  readonly connections: number;
  readonly expected: number;
}

/** A worker of its own asks, so that the asking takes no time of the server's thread. */
const { url, headers, requests, connections, expected } = workerData as Load;
const agent = new Agent({ keepAlive: true, maxSockets: connections });
let left = requests;

const ask = () =>
  new Promise<void>((resolve, reject) => {
    request(url, { agent, headers }, (answer) => {
      if (answer.statusCode !== expected) reject(new Error(`${url} answered ${answer.statusCode}`));
      answer.resume().on('end', resolve);
    })
      .on('error', reject)
      .end();
  });

async function connection(): Promise<void> {
  while (left > 0) {
    left -= 1;
    await ask();
  }
}

const began = performance.now();
await Promise.all(Array.from({ length: connections }, connection));
agent.destroy();
parentPort?.postMessage(requests / ((performance.now() - began) / 1000));
