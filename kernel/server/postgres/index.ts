export { openDatabase, type OpenDatabase } from './openDatabase.ts';
export { StartFailure } from './failure.ts';
export { assertSafeSettings, type SettingsReport } from './settings.ts';
export { serverIsRunning } from './keeper.ts';
