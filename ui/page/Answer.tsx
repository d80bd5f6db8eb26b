import type { ReactNode } from 'react';
import { Failure } from './Failure.tsx';
import { Skeletons } from './Skeletons.tsx';

/** What TanStack Query knows about one question; any `useQuery` result fits. */
export type Asked<T> = {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly isPending: boolean;
  readonly refetch: () => unknown;
};

/** One question's three faces: skeletons while it is asked, the reason when it failed, else `children` with the answer. */
export function Answer<T>(props: { of: Asked<T>; waiting?: ReactNode; children: (answer: T) => ReactNode }) {
  const { data, error, refetch } = props.of;
  if (data !== undefined) {
    return (
      <>
        {error !== null && error !== undefined && <Failure of={error} retry={() => void refetch()} />}
        {props.children(data)}
      </>
    );
  }
  if (error !== null && error !== undefined) return <Failure of={error} retry={() => void refetch()} />;
  return props.waiting ?? <Skeletons />;
}
