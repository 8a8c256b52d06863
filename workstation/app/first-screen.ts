import type { OperationName } from '../session/session.ts';
import { screens } from './screens.ts';

/** Where somebody begins: the first screen of the navigation that the roles allow. */
export const firstScreen = (operations: readonly OperationName[]): string =>
  screens.find(({ nav, needs }) => nav !== undefined && operations.includes(needs))?.path ?? '/';
