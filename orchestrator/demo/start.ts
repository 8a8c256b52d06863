import { join } from 'node:path';
import { logDestination } from '../observability/log-destination.ts';
import { createLog } from '../observability/log.ts';
import { makeDataFolder } from '../storage/data-folder.ts';
import type { ConsignmentView } from '../views/model.ts';
import { Crew } from './crew.ts';
import { declared } from './declare.ts';
import { startDemoPort } from './demo-port.ts';
import { progressBars, readProgress } from './progress.ts';
import { commodities } from './ship.ts';
import type { Commodity } from './ship.ts';

export interface StartOptions {
  readonly data: string;
  readonly host: string;
  readonly port: number;
  readonly plantPort: number;
  readonly timeFactor: number;
  readonly seed: number;
  /** False leaves laboratory, office and customs to you. */
  readonly crew: boolean;
  readonly version: string;
  readonly print: (line: string) => void;
}

const lookEvery = 1_000;

/** Runs the demonstration port until it is told to stop: prints addresses and logins, then shows the progress of its ships. */
export async function startDemonstration(options: StartOptions): Promise<() => Promise<void>> {
  const { data, seed, crew: withCrew, print } = options;
  makeDataFolder(data);
  const log = createLog('info', logDestination(join(data, 'server.log')));
  const port = await startDemoPort({ ...options, dataFolder: data, log });
  const { server, plantEndpoint, plantLog, replaceContainer } = port;
  const crew = new Crew({ url: server.url, logins: server.logins, seed, log, plantLog, replaceContainer });
  const ships: (readonly [Commodity, string])[] = [];
  for (const commodity of commodities) ships.push([commodity, await declared(crew, commodity)]);

  print(`\nQuaylab ${options.version} 演示港 demo port`);
  print(`  网页 web            ${server.url}/`);
  print(`  接口文档 API docs   ${server.url}/docs`);
  print(`  虚拟码头 plant      ${plantEndpoint}`);
  print(`  数据与日志 data     ${data} (server.log)`);
  print('\n  用户 users and customs clients (demonstration only)');
  for (const { id: user, name, secret, grants } of server.logins)
    print(`    ${user.padEnd(13)} ${secret}  ${name}  ${grants.join(', ')}`);
  print('\n  报检批 consignments');
  for (const [commodity, id] of ships) print(`    ${commodity.padEnd(13)} ${id}`);
  print(
    withCrew
      ? '\n  演示人员自动工作，Ctrl-C 结束 the demo crew works by itself; Ctrl-C stops\n'
      : '\n  请登录操作，Ctrl-C 结束 log in and work; Ctrl-C stops\n',
  );

  if (withCrew) crew.start();
  const bars = progressBars();
  let closed = false;
  const look = async (): Promise<void> => {
    const seen: ConsignmentView[] = [];
    for (const [commodity, id] of ships) {
      const { consignment, progress } = await readProgress(crew, id);
      if (closed) return;
      bars.show(commodity, progress);
      seen.push(consignment);
    }
    if (!seen.every(({ status }) => status === 'closed')) return;
    closed = true;
    bars.stop();
    print('\n  证书已签发，海关已决定 the certificates are issued, customs has decided:');
    for (const { certificateNo } of seen)
      print(`    ${certificateNo ?? ''}  ${server.url}/verify/${certificateNo ?? ''}`);
    print('  服务继续运行，Ctrl-C 结束 the server goes on; Ctrl-C stops');
  };
  let looking = false;
  const timer = setInterval(() => {
    if (closed || looking) return;
    looking = true;
    look()
      .catch(() => {
        // The next look shows it.
      })
      .finally(() => (looking = false));
  }, lookEvery);

  return async () => {
    clearInterval(timer);
    if (!closed) bars.stop();
    closed = true;
    await crew.stop();
    await port.stop();
  };
}
