import { Command as Program, CommanderError } from 'commander';
import { agreement } from './commands/agreement.ts';
import { auditVerify } from './commands/auditVerify.ts';
import { backup } from './commands/backup.ts';
import type { Command } from './commands/frame/command.ts';
import { demo } from './commands/demo.ts';
import { doctor } from './commands/doctor.ts';
import { exitCode } from './commands/frame/failure.ts';
import { exportHsds } from './commands/exportHsds.ts';
import { exportRefi } from './commands/exportRefi.ts';
import { exportReport } from './commands/exportReport.ts';
import { importCodings } from './commands/import/importCodings.ts';
import { importHsds } from './commands/import/importHsds.ts';
import { importRefi } from './commands/import/importRefi.ts';
import { importSurvey } from './commands/import/importSurvey.ts';
import { importText } from './commands/import/importText.ts';
import { keysRotate } from './commands/keysRotate.ts';
import { matrix } from './commands/matrix.ts';
import { migrate } from './commands/migrate.ts';
import { restore } from './commands/restore.ts';
import { serve } from './commands/serve.ts';
import { userAdd } from './commands/userAdd.ts';
import { version } from './version.ts';

/** Every command of `tributary`, in the order of its help. */
const commands: readonly Command[] = [
  serve,
  migrate,
  demo,
  doctor,
  userAdd,
  importText,
  importSurvey,
  importCodings,
  importHsds,
  importRefi,
  matrix,
  agreement,
  exportReport,
  exportHsds,
  exportRefi,
  backup,
  restore,
  keysRotate,
  auditVerify,
];

async function main(): Promise<void> {
  const program = new Program('tributary')
    .description('A learning health system for social programs that live inside primary care.')
    .version(await version())
    .helpCommand(false)
    .showHelpAfterError('(--help says how it is used)')
    .exitOverride();
  for (const add of commands) add(program);
  const closeDoors = (one: Program): void =>
    one.commands.forEach((child) =>
      closeDoors(child.exitOverride().showHelpAfterError('(--help says how it is used)')),
    );
  closeDoors(program);
  await program.parseAsync();
}

try {
  await main();
} catch (reason) {
  if (!(reason instanceof CommanderError)) throw reason;
  process.exitCode = reason.exitCode === 0 ? exitCode.done : exitCode.usage;
}
