export { type Intake, intake, openIntake, type UnpackedEntry } from './intake.ts';
export type { DocumentKind, IncomingFile, ReadText, ReadWarning, Turn } from './message.ts';
export { type FileLimits, FileProblem, fileLimits } from './problem.ts';
export { codePoints } from './read/points.ts';
export { readCsv, type TableLimits, type TableRow } from './table/csv.ts';
export { type CellValue, type Column, safeCell, writeCsv, writeXlsx } from './table/write.ts';
export { decodePlain } from './read/plain.ts';
export { readXml, type XmlListener } from './read/xml.ts';
