import pino from 'pino';
import { join } from 'node:path';
import { Crew } from './crew.ts';
import { startDemoPort } from './demo-port.ts';
import { progressBars, readProgress } from './progress.ts';
import { declared } from './run-demo.ts';

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

/** Runs the demonstration port until it is told to stop: prints addresses and logins, then shows the first consignment's progress. */
export async function startDemonstration(options: StartOptions): Promise<() => Promise<void>> {
  const { data, seed, crew: withCrew, print } = options;
  const log = pino({ level: 'info' }, pino.destination({ dest: join(data, 'server.log'), mkdir: true }));
  const port = await startDemoPort({ ...options, dataFolder: data, log });
  const { server, plantEndpoint } = port;
  const crew = new Crew({ url: server.url, logins: server.logins, seed, log });
  const id = await declared(crew);

  print(`\nQuaylab ${options.version} 演示港 demo port`);
  print(`  网页 web            ${server.url}/`);
  print(`  接口文档 API docs   ${server.url}/docs`);
  print(`  虚拟码头 plant      ${plantEndpoint}`);
  print(`  数据与日志 data     ${data} (server.log)`);
  print('\n  用户 users and customs clients (demonstration only)');
  for (const { id: user, name, secret, grants } of server.logins) print(`    ${user.padEnd(13)} ${secret}  ${name}  ${grants.join(', ')}`);
  print(`\n  报检批 consignment  ${id}`);
  print(withCrew ? '  演示人员自动工作，Ctrl-C 结束 the demo crew works by itself; Ctrl-C stops\n' : '  请登录操作，Ctrl-C 结束 log in and work; Ctrl-C stops\n');

  if (withCrew) crew.start();
  const bars = progressBars();
  let closed = false;
  const timer = setInterval(() => {
    if (closed) return;
    readProgress(crew, id).then(
      ({ consignment, progress }) => {
        if (closed) return;
        bars.show(progress);
        if (consignment.status !== 'closed') return;
        closed = true;
        bars.stop();
        print(`\n  证书 certificate ${consignment.certificateNo ?? ''} 已签发，海关已决定 is issued, customs has decided: ${server.url}/verify/${consignment.certificateNo ?? ''}`);
        print('  服务继续运行，Ctrl-C 结束 the server goes on; Ctrl-C stops');
      },
      () => {
        // The next look shows it.
      },
    );
  }, lookEvery);

  return async () => {
    clearInterval(timer);
    if (!closed) bars.stop();
    closed = true;
    await crew.stop();
    await port.stop();
  };
}
