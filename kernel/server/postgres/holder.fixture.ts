import { openDatabase } from './index.ts';

// Opens a data folder as a server would, says so on stdout, and keeps it open until it is told to end.
const [dataDir = '', purpose = 'server'] = process.argv.slice(2);
const tell = (what: object) => process.stdout.write(`${JSON.stringify(what)}\n`);
try {
  const db = await openDatabase({ dataDir, purpose: purpose === 'server' ? 'server' : 'command' });
  tell({ open: true, adopted: db.adopted, version: db.version });
  process.once('SIGTERM', () => void db.stop().then(() => process.exit(0)));
  setInterval(() => {}, 1_000);
} catch (error) {
  tell({ open: false, reason: error instanceof Error ? error.message : String(error) });
  process.exit(1);
}
