import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useLater } from '../../../../kernel/web/outbox.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { toast } from '../../../../ui/overlay/toasts.tsx';
import { todayHere } from '../../../pathway/web/index.ts';
import type { DayLine, supply } from '../../contract.ts';
import type { DoseKind } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { useSupplyChanged } from '../api.ts';

/** What one tap did on this device, until the server's sheet says it. */
export type Tap = {
  readonly id: string;
  readonly kind: DoseKind;
  readonly at: string;
  readonly kept: boolean;
};

/** A dose as it was ordered for this client; a missed one carries no amount. */
function doseOf(row: DayLine, tap: Omit<Tap, 'kept'>) {
  return {
    id: tap.id,
    clientId: row.clientId,
    programCode: row.programCode,
    prescriptionId: row.prescriptionId,
    kind: tap.kind,
    formulationCode: row.formulationCode,
    occurredAt: tap.at,
    ...(row.ordered && tap.kind !== 'missed' ? { amount: row.ordered } : {}),
  };
}

/** Records doses with one tap: sent now, or kept on this device and sent when the line is back. A second tap on the same person meanwhile does nothing. */
export function useTaps(day: string) {
  const t = useWords(words);
  const later = useLater<typeof supply>('supply');
  const changed = useSupplyChanged();
  const [taps, setTaps] = useState<ReadonlyMap<string, Tap>>(new Map());
  const [failed, setFailed] = useState<{ at: string; why: unknown } | undefined>(undefined);
  const put = (prescriptionId: string, tap: Tap | undefined) =>
    setTaps((before) => {
      const after = new Map(before);
      if (tap === undefined) after.delete(prescriptionId);
      else after.set(prescriptionId, tap);
      return after;
    });
  const record = async (row: DayLine, kind: DoseKind) => {
    if (taps.has(row.prescriptionId)) return;
    const id = newId();
    const now = new Date();
    const at = day === todayHere(now) ? now.toISOString() : new Date(`${day}T12:00:00`).toISOString();
    put(row.prescriptionId, { id, kind, at, kept: false });
    setFailed(undefined);
    try {
      const { state } = await later.recordDoseEvent(doseOf(row, { id, kind, at }), {
        about: t('dose.about'),
        key: id,
      });
      if (state === 'kept') return put(row.prescriptionId, { id, kind, at, kept: true });
      await changed();
      put(row.prescriptionId, undefined);
    } catch (why) {
      put(row.prescriptionId, undefined);
      setFailed({ at: row.prescriptionId, why });
    }
  };
  const takeBack = async (row: DayLine, event: { id: string; version: number }) => {
    setFailed(undefined);
    try {
      await later.correctDoseEvent(
        {
          id: event.id,
          clientId: row.clientId,
          version: event.version,
          didNotHappen: true,
          reason: t('day.undoReason'),
        },
        { about: t('dose.about') },
      );
      await changed();
      toast(t('day.undone'));
    } catch (why) {
      setFailed({ at: row.prescriptionId, why });
    }
  };
  return {
    of: (prescriptionId: string) => taps.get(prescriptionId),
    failureOf: (prescriptionId: string) => (failed?.at === prescriptionId ? failed.why : undefined),
    record,
    takeBack,
  };
}

/** The taps of one sheet. */
export type Taps = ReturnType<typeof useTaps>;
