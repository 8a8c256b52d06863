import { virtualPortCommand } from './command.ts';

await virtualPortCommand('virtual-port').parseAsync();
