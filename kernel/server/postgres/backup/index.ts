export { makeBackupKeys } from './box.ts';
export { checkBackup, restoreInto, type SoundBackup } from './readBackup.ts';
export { writeBackup } from './writeBackup.ts';
