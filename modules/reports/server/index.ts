import { serve } from '../../../kernel/server/module.ts';
import { reports } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { gather } from './gather.ts';
import { fetchStudy, showStudy, writeItem } from './study/study.ts';

const kinds = {
  pdf: {
    type: 'application/pdf',
    render: async (report: Parameters<typeof import('./pdf.ts').reportPdf>[0]) =>
      (await import('./pdf.ts')).reportPdf(report),
  },
  docx: {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    render: async (report: Parameters<typeof import('./word.ts').reportWord>[0]) =>
      (await import('./word.ts')).reportWord(report),
  },
} as const;

/** Reports, as the server makes them: counted inside the transaction, set in type after it. */
export const reportsServer = serve(
  reports,
  {
    showQuarter: async (tx, input) => ({ report: await gather(tx, input) }),
    fetchQuarter: async (tx, input) => {
      const report = await gather(tx, input);
      const { type, render } = kinds[input.format];
      const name = `${input.program}-${input.year}-${input.locale === 'fr' ? 'T' : 'Q'}${input.quarter}.${input.format}`;
      return { name, type, render: () => render(report) };
    },
    showStudy,
    writeItem,
    fetchStudy,
  },
  { words },
);
