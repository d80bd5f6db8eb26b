import { createRoot } from 'react-dom/client';
import architecture from '../architecture.json' with { type: 'json' };
import type { WebModule } from '../kernel/web/module.ts';
import './web/trusted.ts';
import { Application } from './web/Application.tsx';

const found = import.meta.glob<Record<string, WebModule>>('../modules/*/web/index.ts', { eager: true });

/** What every capability brings to the screen, in the order of architecture.json. */
const modules = architecture.modules.flatMap(
  (id) => found[`../modules/${id}/web/index.ts`]?.[`${id}Web`] ?? [],
);

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<Application modules={modules} />);
