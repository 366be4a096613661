import type { ReactNode } from 'react';

interface NoteProps {
  readonly tone?: 'calm' | 'amber' | 'red';
  readonly children: ReactNode;
}

/** A sentence set apart; amber and red are for money at risk. */
export function Note({ tone = 'calm', children }: NoteProps) {
  return <p className={tone === 'calm' ? 'note' : `note note-${tone}`}>{children}</p>;
}
